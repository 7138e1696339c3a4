/**
 * The program's icon with a number in its corner, as an address that holds the drawing itself; 10 and more
 * as +. The drawing is that of `app/icon.svg`.
 */
export function iconWith(count: number): string {
  const text = count > 9 ? "+" : String(count);
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    ICON +
    '<circle cx="21" cy="21" r="11" fill="#b42318"/>' +
    `<text x="21" y="26.2" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="15" fill="#fff">${text}</text>` +
    "</svg>";
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}

const ICON =
  '<path fill="#1f5fbf" d="M7 3h18a5 5 0 0 1 5 5v11a5 5 0 0 1-5 5H14.5L8 29.4V24H7a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z"/><path fill="#fff" d="M11 7.5h6.2a4.8 4.8 0 0 1 0 9.6h-3.3v3.4H11zm2.9 2.6v4.4h3a2.2 2.2 0 0 0 0-4.4z"/><circle cx="23.2" cy="18.9" r="1.7" fill="#9cc3ff"/>';
