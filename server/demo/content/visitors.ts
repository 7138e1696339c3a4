import type { Locale } from "#machines/wire/views.ts";

/**
 * One step of a customer who was sent for. `wait` pauses so many seconds; `reply` waits for the agent's next
 * message, at most so many seconds; `leave` closes the page without a word; `end` ends the chat.
 */
export type VisitStep =
  | { say: string }
  | { wait: number }
  | { reply: number }
  | { leave: true }
  | { end: true };

export type Visit = {
  key: string;
  language: Locale;
  workstream: "web-live" | "web-persistent";
  /** A known customer's key; the others are anonymous. */
  contact?: string;
  page: string;
  steps: readonly VisitStep[];
};

/** The angry one: an order that is late, and patience that ends. */
const angry: Visit = {
  key: "angry",
  language: "gl",
  workstream: "web-live",
  page: "/pedidos/8311",
  steps: [
    { say: "Bo día. O pedido 8311 tiña que chegar o luns e aínda non sei nada." },
    { reply: 25 },
    { wait: 4 },
    { say: "É a segunda vez que me pasa con vostedes." },
    { reply: 25 },
    { wait: 5 },
    { say: "Ninguén me colle o teléfono. Isto é unha vergoña." },
    { reply: 30 },
    { wait: 4 },
    { say: "Estou fartísimo. Son uns incompetentes, quero o meu diñeiro de volta agora mesmo!" },
    { reply: 60 },
    { wait: 6 },
    { say: "Espero unha solución hoxe, ou poño unha reclamación." },
  ],
};

/** The one who presses Enter instead of a comma. */
const talkative: Visit = {
  key: "talkative",
  language: "en",
  workstream: "web-live",
  page: "/products/kettles",
  steps: [
    { wait: 3 },
    { say: "Hi!" },
    { wait: 2 },
    { say: "I'm looking for a kettle" },
    { wait: 3 },
    { say: "for my mother" },
    { wait: 2 },
    { say: "she drinks a lot of tea" },
    { wait: 3 },
    { say: "green tea mostly" },
    { wait: 3 },
    { say: "so it should stop at 80 degrees" },
    { wait: 3 },
    { say: "and not be too heavy" },
    { wait: 2 },
    { say: "her wrists aren't what they were" },
    { wait: 4 },
    { say: "what about the HV-17?" },
    { wait: 3 },
    { say: "does it come in red?" },
    { wait: 2 },
    { say: "she'd love red" },
    { wait: 3 },
    { say: "or dark green, if there's no red" },
  ],
};

/** The one who is gone before anybody could help. */
const leaving: Visit = {
  key: "leaving",
  language: "gl",
  workstream: "web-live",
  page: "/envios",
  steps: [
    { wait: 6 },
    { say: "Ola, mandan tamén a Canarias?" },
    { reply: 20 },
    { wait: 5 },
    { say: "Ai, chámanme á porta, agarde" },
    { wait: 4 },
    { leave: true },
  ],
};

/** Rosalía, who comes back to what Ana had left waiting. */
const returning: Visit = {
  key: "returning",
  language: "gl",
  workstream: "web-persistent",
  contact: "rosalia",
  page: "/pedidos/8114",
  steps: [
    { wait: 9 },
    { say: "Ola, Ana, son Rosalía. Hai novidades da hervidora?" },
    { reply: 90 },
    { wait: 6 },
    { say: "Perfecto. O sábado temos unha festa de aniversario, por iso pregunto." },
    { reply: 90 },
    { wait: 5 },
    { say: "Moitas grazas, de verdade." },
  ],
};

/** The easy one; takes the place of the one by SMS until that channel is there. */
const content: Visit = {
  key: "content",
  language: "en",
  workstream: "web-live",
  page: "/products/teapot",
  steps: [
    { wait: 12 },
    { say: "Hello, does the iron teapot come with a strainer?" },
    { reply: 90 },
    { wait: 6 },
    { say: "Lovely, then I'll order it now. Thank you!" },
    { reply: 45 },
    { wait: 5 },
    { end: true },
  ],
};

/** The five that **Bring five customers** sends for. */
export const visits: readonly Visit[] = [angry, talkative, leaving, returning, content];
