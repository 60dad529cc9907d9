/** The numbered texts of a folder of migrations, as the simulation's bundle provides them. */
declare module "migrations:*" {
  const texts: readonly string[];
  export default texts;
}
