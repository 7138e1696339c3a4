const frame = (drawing: string): string =>
  `<svg viewBox="0 0 200 160" aria-hidden="true" focusable="false">${drawing}</svg>`;

/** The shop's four pieces, in the order of its list. Colours come by class from its style sheet. */
export const drawings: readonly string[] = [
  // A clay teapot.
  frame(
    '<path class="clay" d="M62 62c-24 2-34 16-32 30 2 12 14 18 28 20l4-10c-12-2-20-6-20-14 0-9 8-14 22-15z"/>' +
      '<path class="clay" d="M136 98c14-2 20-16 26-36l14-4-3-8-24 6c-6 12-10 22-20 24z"/>' +
      '<path class="clay" d="M56 104c0-32 20-50 44-50s44 18 44 50c0 18-10 30-22 32H78c-12-2-22-14-22-32z"/>' +
      '<path class="glaze" d="M58 92c4-24 22-38 42-38s38 14 42 38c-10 8-18-4-28 4s-18-4-28 4-18-10-28-8z"/>' +
      '<path class="clay" d="M78 56c2-8 12-12 22-12s20 4 22 12z"/><circle class="clay" cx="100" cy="38" r="7"/>',
  ),
  // A porcelain chocolate pot with its whisk.
  frame(
    '<path class="line" d="M100 12v34"/><path class="china" d="M74 44h52l6 24c10 18 10 46-2 68H70c-12-22-12-50-2-68z"/>' +
      '<path class="cobalt" d="M69 66h62l3 10H66z"/><path class="cobalt" d="M66 122h68l-4 14H70z"/>' +
      '<path class="outline" d="M136 70c22 0 28 14 24 26s-16 18-26 18"/><path class="china" d="M76 44l-16-6 4 20z"/>' +
      '<path class="petal" d="M100 86c4-8 14-6 12 2 8-2 10 8 2 12 2 8-8 10-14 4-6 6-16 4-14-4-8-4-6-14 2-12-2-8 8-10 12-2z"/>' +
      '<circle class="clay" cx="100" cy="12" r="6"/>',
  ),
  // A set of bowls.
  frame(
    '<path class="china" d="M28 88h70c0 28-16 44-35 44S28 116 28 88z"/><path class="cobalt" d="M29 96h68l-2 8H31z"/>' +
      '<path class="china" d="M102 88h70c0 28-16 44-35 44s-35-16-35-44z"/><path class="cobalt" d="M103 96h68l-2 8h-64z"/>' +
      '<path class="china" d="M64 38h72c0 30-16 48-36 48S64 68 64 38z"/><path class="cobalt" d="M65 46h70l-2 8H67z"/>',
  ),
  // An electric kettle.
  frame(
    '<path class="steel" d="M70 48h60l12 76H58z"/><path class="shine" d="M80 54h10l-6 64H72z"/>' +
      '<path class="steel" d="M70 48l-22 4 14 22z"/><path class="wood" d="M132 52c30-2 36 20 34 38s-12 26-24 26l-2-10c8 0 14-6 15-18 1-14-4-26-21-25z"/>' +
      '<path class="wood" d="M54 124h92v14H54z"/><path class="steel" d="M76 48c2-10 12-14 24-14s22 4 24 14z"/>' +
      '<circle class="wood" cx="100" cy="30" r="6"/>',
  ),
];
