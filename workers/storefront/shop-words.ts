/** The words of this shop that no product brings along: a merchant's to change. */

/** Under the shop's name, and the home page's headline. */
export const TAGLINE = "Goods for slow days";

/** What the home page says between the products. */
export const HOME = {
  description:
    "Cups, lamps, blankets and notebooks for people in no hurry: made in small runs, meant to be kept.",
  lead: "Cups, lamps, blankets and notebooks for people in no hurry. Made in small runs, meant to be kept.",
  editorial: {
    title: "Fewer things, made to stay",
    reasons: [
      {
        title: "Known hands",
        text: "Every piece comes from a workshop with a name, and the name is on the page.",
      },
      {
        title: "Small runs",
        text: "What is gone is gone until the next firing. The shop never sells what it does not have.",
      },
      {
        title: "Worth mending",
        text: "Wood is oiled, wool is darned, glaze is touched up. Write to us before you replace.",
      },
    ],
  },
  trust: {
    returns: { title: "Thirty days to decide", text: "Send it back unused and we refund it." },
    payment: { title: "Paid safely", text: "Cards and wallets, handled by Stripe." },
  },
} as const;
