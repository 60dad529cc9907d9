/** Fields of a form: label, hint and error stand beside the control and are tied to it. */
import type { Child } from "hono/jsx";
import { Icon } from "./icon.tsx";

interface FieldBase {
  /** The form field's name; its id follows from it. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the value; null where nothing is. */
  readonly error?: string | null | undefined;
  readonly isRequired?: boolean;
  /** A token of the HTML standard, like "shipping postal-code"; lets the browser fill it in. */
  readonly autocomplete: string;
}

/** A line of text. */
export interface TextFieldProps extends FieldBase {
  readonly value?: string | undefined;
  readonly type?: "text" | "email" | "tel" | "password" | "number";
  readonly inputMode?: "text" | "email" | "tel" | "numeric" | "decimal";
  /** Most characters. */
  readonly maxLength?: number;
}

/** One of many. */
export interface SelectFieldProps extends FieldBase {
  readonly value?: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** A labelled line of text. */
export function TextField(props: TextFieldProps) {
  const { name, value = "", type = "text", inputMode, maxLength } = props;
  return (
    <Field {...props}>
      <input
        class="input"
        type={type}
        name={name}
        value={value}
        inputmode={inputMode}
        maxlength={maxLength}
        {...controlAttributes(props)}
      />
    </Field>
  );
}

/** A labelled choice from a list. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Field {...props}>
      <span class="select-box">
        <select class="select" name={props.name} {...controlAttributes(props)}>
          {props.choices.map(({ value, label }) => (
            <option value={value} selected={value === props.value}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={18} />
      </span>
    </Field>
  );
}

/** One way out of a few, told in a card each: shipping methods, ways to pay. */
export function ChoiceField(props: {
  name: string;
  /** What is chosen among the choices. */
  legend: string;
  value: string | null;
  choices: readonly { value: string; label: string; detail?: string; aside?: Child }[];
}) {
  return (
    <fieldset>
      <legend class="only-heard">{props.legend}</legend>
      <div class="choices">
        {props.choices.map(({ value, label, detail, aside }) => (
          <label class="choice">
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={value === props.value}
              required
            />
            <span>{label}</span>
            <span>{aside}</span>
            {detail !== undefined && <small>{detail}</small>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Field(props: FieldBase & { children?: Child }) {
  const { name, label, hint, error, isRequired = true, children } = props;
  return (
    <div class="field">
      <label for={`field-${name}`}>
        {label}
        {!isRequired && <span class="soft"> (optional)</span>}
      </label>
      {children}
      {hint !== undefined && (
        <p class="field-hint" id={`field-${name}-hint`}>
          {hint}
        </p>
      )}
      {error != null && (
        <p class="field-error" id={`field-${name}-error`}>
          <Icon name="alert" size={16} />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

function controlAttributes({ name, hint, error, isRequired = true, autocomplete }: FieldBase) {
  const described = [
    hint === undefined ? [] : [`field-${name}-hint`],
    error == null ? [] : [`field-${name}-error`],
  ].flat();
  return {
    id: `field-${name}`,
    required: isRequired,
    autocomplete,
    ...(error == null ? {} : { "aria-invalid": "true" as const }),
    ...(described.length === 0 ? {} : { "aria-describedby": described.join(" ") }),
  };
}
