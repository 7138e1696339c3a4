/** A style sheet as its text; scripts/build-widget.mjs makes it so. */
declare module "*?text" {
  const text: string;
  export default text;
}
