/** The demo shop's own script: it knows the customer, and brings and sends home the scripted ones. */

type Parola = {
  identify(token: string): void;
  on(event: "refused", fn: () => void): void;
};

const RENEW_AT_MOST_EVERY = 60_000;

const shop = document.currentScript?.dataset ?? {};
const { identity, customer } = shop;

function identify(): void {
  const found: unknown = Reflect.get(window, "Parola");
  if (!identity || !isParola(found)) return;
  found.identify(identity);
  let renewed = Number.NEGATIVE_INFINITY;
  // The token is good for minutes, and a page may stay open for hours.
  found.on("refused", async () => {
    if (performance.now() - renewed < RENEW_AT_MOST_EVERY) return;
    renewed = performance.now();
    const answer = await fetch(`/demo-shop/identity?customer=${customer}`).catch(() => null);
    if (answer?.ok) found.identify((await answer.json()).identity);
  });
}

function isParola(found: unknown): found is Parola {
  return typeof found === "object" && found !== null && "identify" in found && "on" in found;
}

if ("Parola" in window) identify();
else document.querySelector("script[data-workstream]")?.addEventListener("load", identify);

const status = document.getElementById("customers");
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-action]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await fetch("/demo-shop/customers", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ action: button.dataset.action }),
    }).catch(() => null);
    button.disabled = false;
    if (status) status.textContent = (answer?.ok ? button.dataset.done : shop.failed) ?? "";
  });
}
