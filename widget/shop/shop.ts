/** The demo shop's own script: it knows the customer, and brings and sends home the scripted ones. */

type Parola = { identify(token: string): void };

const shop = document.currentScript?.dataset ?? {};
const { identity } = shop;

function identify(): void {
  const found: unknown = Reflect.get(window, "Parola");
  if (identity && isParola(found)) found.identify(identity);
}

function isParola(found: unknown): found is Parola {
  return typeof found === "object" && found !== null && "identify" in found;
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
