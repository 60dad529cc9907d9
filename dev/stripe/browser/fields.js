/** The fields of the payment form: how they are checked and how they are written. */

/** The digits of what was typed. */
export function digitsOf(text) {
  return text.replaceAll(/\D/g, "");
}

function passesLuhn(digits) {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** An IBAN without its gaps. */
export function ibanOf(text) {
  return text.replaceAll(/\s/g, "").toUpperCase();
}

/** ISO 7064: letters count from 10, and the whole number leaves 1 when divided by 97. */
function passesMod97(iban) {
  let rest = 0;
  for (const letter of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    for (const digit of String(Number.parseInt(letter, 36))) {
      rest = (rest * 10 + Number(digit)) % 97;
    }
  }
  return rest === 1;
}

/** Month and year of "12 / 34". */
export function expiryOf(text) {
  const digits = digitsOf(text);
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2, 4)) };
}

function isPast({ month, year }) {
  return new Date(year, month, 1) <= new Date();
}

/** What is wrong with a field, as code and sentence, or null. */
export const CHECKS = {
  number(text) {
    const digits = digitsOf(text);
    if (digits.length < 12) return ["incomplete_number", "Your card number is incomplete."];
    if (!passesLuhn(digits)) return ["invalid_number", "Your card number is invalid."];
    return null;
  },
  expiry(text) {
    if (digitsOf(text).length < 4) {
      return ["incomplete_expiry", "Your card's expiration date is incomplete."];
    }
    const expiry = expiryOf(text);
    if (expiry.month < 1 || expiry.month > 12) {
      return ["invalid_expiry_month", "Your card's expiration date is invalid."];
    }
    if (isPast(expiry)) {
      return ["invalid_expiry_year_past", "Your card's expiration date is in the past."];
    }
    return null;
  },
  cvc(text) {
    if (digitsOf(text).length >= 3) return null;
    return ["incomplete_cvc", "Your card's security code is incomplete."];
  },
  iban(text) {
    const iban = ibanOf(text);
    if (iban.length < 15) return ["incomplete_iban", "Your IBAN is incomplete."];
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban) || !passesMod97(iban)) {
      return ["invalid_iban", "Your IBAN is invalid."];
    }
    return null;
  },
  holder(text) {
    return text.trim() === "" ? ["incomplete_name", "Your name is incomplete."] : null;
  },
};

/** How a field is written: in groups, as on the card. */
export const WRITE = {
  number: (text) =>
    (
      digitsOf(text)
        .slice(0, 19)
        .match(/.{1,4}/g) ?? []
    ).join(" "),
  expiry(text) {
    let digits = digitsOf(text).slice(0, 4);
    if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4);
    return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
  },
  cvc: (text) => digitsOf(text).slice(0, 4),
  iban: (text) =>
    (
      ibanOf(text)
        .slice(0, 34)
        .match(/.{1,4}/g) ?? []
    ).join(" "),
  holder: (text) => text,
};
