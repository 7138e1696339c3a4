/** What goes along to a line-of-business page: ids alone, never a name or an address. */
export type BusinessContext = {
  conversation: string | null;
  contact: string | null;
  account: string | null;
  case: string | null;
};

/** The page's address with the session's context as parameters; what the admin wrote in it stays. */
export function addressWith(page: string, context: BusinessContext): string {
  const url = new URL(page);
  for (const [name, id] of Object.entries(context)) {
    if (id !== null) url.searchParams.set(`parola_${name}`, id);
  }
  return url.href;
}

/**
 * What the frame may do. Scripts, forms and popups are what such pages are made of. Its own origin (its
 * cookies, its storage) only where that is not ours: a page of our own origin could undo the sandbox.
 */
export function sandboxOf(address: string, ours: string): string {
  const may = ["allow-scripts", "allow-forms", "allow-popups", "allow-downloads"];
  return (new URL(address).origin === ours ? may : [...may, "allow-same-origin"]).join(" ");
}
