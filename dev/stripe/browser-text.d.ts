/** Browser sources are imported as text and served as they are written. */
declare module "*/browser/stripe.js" {
  const text: string;
  export default text;
}
declare module "*/browser/element.js" {
  const text: string;
  export default text;
}
declare module "*/browser/fields.js" {
  const text: string;
  export default text;
}
declare module "*/browser/stand-in.css" {
  const text: string;
  export default text;
}
