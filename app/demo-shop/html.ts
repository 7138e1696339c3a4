import type shop from "../../messages/gl/shop.json";
import { escaped } from "../chat/html.ts";
import { drawings } from "./drawings.ts";

export type ShopPage = {
  locale: string;
  words: typeof shop;
  workstream: string;
  /** The host's token for a known customer. */
  identity: string | null;
  customer: string | null;
  customers: Record<string, string>;
};

/** The shop: nothing but HTML, a style sheet, a script of a few lines, and the widget. */
export function shopHtml({ locale, words, workstream, identity, customer, customers }: ShopPage): string {
  const price = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "EUR",
    minimumFractionDigits: 0,
  });
  const items = words.items.map(
    (item, at) => `<li>
${drawings[at] ?? ""}
<h3>${escaped(item.name)}</h3>
<p>${escaped(item.text)}</p>
<p class="price">${escaped(price.format(item.price))}</p>
</li>`,
  );
  const visitors: [string | null, string][] = [[null, words.anonymous], ...Object.entries(customers)];
  const links = visitors.map(([key, name]) => {
    const here = key === customer ? ' aria-current="page"' : "";
    return `<a href="/demo-shop${key ? `?customer=${key}` : ""}"${here}>${escaped(name)}</a>`;
  });
  const token = identity
    ? ` data-identity="${escaped(identity)}" data-customer="${escaped(customer ?? "")}"`
    : "";
  const button = (action: string, label: string, done: string): string =>
    `<button type="button" data-action="${action}" data-done="${escaped(done)}">${escaped(label)}</button>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(words.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/chat/shop.css">
<script async src="/widget.js" data-workstream="${workstream}"></script>
</head>
<body>
<aside aria-label="${escaped(words.demo)}">
<p><strong>${escaped(words.demo)}.</strong> ${escaped(words.demoHelp)} <a href="/workspace">${escaped(words.desk)}</a></p>
<p class="act">${button("start", words.bring, words.brought)} ${button("stop", words.sendHome, words.sent)}</p>
<p>${escaped(words.as)}: ${links.join(" · ")}</p>
<p role="status" id="customers"></p>
</aside>
<header>
<h1>${escaped(words.name)}</h1>
<p>${escaped(words.tagline)}</p>
</header>
<main>
<h2>${escaped(words.goods)}</h2>
<ul>
${items.join("\n")}
</ul>
</main>
<footer><p>${escaped(words.footer)}</p></footer>
<script src="/chat/shop.js" data-failed="${escaped(words.failed)}"${token}></script>
</body>
</html>
`;
}
