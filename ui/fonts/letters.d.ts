/** Files of letters that a bundle carries as bytes. */
declare module "*.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}
