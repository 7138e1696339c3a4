import { GENERAL, webWorkstreams } from "../../furnish.ts";
import type { DemoAccount, DemoCase, DemoContact, DemoPerson } from "./types.ts";

/** The one password of all demo people. */
export const DEMO_PASSWORD = "parola-demo";

export const people: readonly DemoPerson[] = [
  { key: "ana", name: "Ana", email: "ana@parola.example", role: "agent", locale: null },
  { key: "brais", name: "Brais", email: "brais@parola.example", role: "agent", locale: null },
  { key: "carme", name: "Carme", email: "carme@parola.example", role: "supervisor", locale: null },
  { key: "admin", name: "Admin", email: "admin@parola.example", role: "admin", locale: null },
  { key: "deseno", name: "Deseño", email: "deseno@parola.example", role: "designer", locale: null },
];

/** `sms` is there for its settings; its channel carries nothing yet. */
export const workstreams = [
  ...webWorkstreams,
  { key: "sms", name: "SMS", chart: "persistentChat", channel: "sms" },
] as const;

export const queue = { key: "general", name: GENERAL, members: ["ana", "brais"] } as const;

export const accounts: readonly DemoAccount[] = [
  {
    key: "follas-novas",
    name: "Follas Novas",
    website: "https://follasnovas.example",
    phone: "+34 981 000 201",
    address: "Rúa do Hórreo, 12\n15701 Santiago de Compostela",
    description: "Libraría con cafetaría. Merca cuncas e teteiras dúas veces ao ano.",
  },
  {
    key: "contoso",
    name: "Contoso",
    website: "https://contoso.example",
    phone: "+44 20 7946 0202",
    address: "8 Kiln Lane\nLondon",
    description: "Orders for the offices in London and Leeds; invoices at thirty days.",
  },
  {
    key: "forno",
    name: "Panadería O Forno",
    website: "https://oforno.example",
    phone: "+34 986 000 203",
    address: "Praza da Leña, 3\n36002 Pontevedra",
  },
  {
    key: "mondego",
    name: "Livraria Mondego",
    website: "https://mondego.example",
    phone: "+351 239 000 204",
    address: "Rua Ferreira Borges, 40\n3000 Coimbra",
  },
  {
    key: "tamarind",
    name: "Tamarind Kitchen",
    website: "https://tamarind.example",
    phone: "+44 161 496 0205",
    address: "21 Mill Street\nManchester",
  },
];

export const contacts: readonly DemoContact[] = [
  {
    key: "rosalia",
    name: "Rosalía Castro",
    email: "rosalia@follasnovas.example",
    phone: "+34 600 000 101",
    language: "gl",
    account: "follas-novas",
    jobTitle: "Libreira",
    description: "Prefire que se lle escriba pola tarde.",
  },
  {
    key: "kenny",
    name: "Kenny Smith",
    email: "kenny.smith@contoso.example",
    phone: "+44 7700 900102",
    language: "en",
    account: "contoso",
    jobTitle: "Office manager",
  },
  {
    key: "uxia",
    name: "Uxía Ferreiro",
    email: "uxia.ferreiro@correo.example",
    phone: "+34 600 000 103",
    language: "gl",
  },
  {
    key: "xoan",
    name: "Xoán Pereira",
    email: "xoan.pereira@correo.example",
    phone: "+34 600 000 104",
    language: "gl",
  },
  {
    key: "sabela",
    name: "Sabela Otero",
    email: "sabela@oforno.example",
    phone: "+34 600 000 105",
    language: "gl",
    account: "forno",
  },
  {
    key: "martino",
    name: "Martiño Lema",
    email: "martino.lema@correo.example",
    phone: "+34 600 000 106",
    language: "gl",
  },
  {
    key: "noa",
    name: "Noa Vidal",
    email: "noa.vidal@correo.example",
    phone: "+34 600 000 107",
    language: "gl",
  },
  {
    key: "lucia",
    name: "Lucía Fernández",
    email: "lucia.fernandez@correo.example",
    phone: "+34 600 000 108",
    language: "es",
  },
  {
    key: "javier",
    name: "Javier Ortega",
    email: "javier.ortega@correo.example",
    phone: "+34 600 000 109",
    language: "es",
  },
  {
    key: "ines",
    name: "Inês Carvalho",
    email: "ines.carvalho@correio.example",
    phone: "+351 900 000 110",
    language: "pt",
  },
  {
    key: "joao",
    name: "João Almeida",
    email: "joao@mondego.example",
    phone: "+351 900 000 111",
    language: "pt",
    account: "mondego",
  },
  {
    key: "emma",
    name: "Emma Clarke",
    email: "emma.clarke@mail.example",
    phone: "+44 7700 900112",
    language: "en",
  },
  {
    key: "priya",
    name: "Priya Nair",
    email: "priya@tamarind.example",
    phone: "+44 7700 900113",
    language: "en",
    account: "tamarind",
  },
];

export const cases: readonly DemoCase[] = [
  {
    key: "broken-kettle",
    number: 1042,
    title: "Broken kettle",
    contact: "rosalia",
    status: "open",
    priority: "high",
    description: "A chaleira Fervenza perde auga pola base ao ferver. Mercada hai catro meses.",
  },
  {
    key: "cups-for-the-office",
    number: 1038,
    title: "Forty cups for the office",
    contact: "kenny",
    status: "closed",
    priority: "normal",
    description: "Forty bowls in two deliveries, company price, invoice at thirty days.",
  },
  {
    key: "oven-tray",
    number: 1031,
    title: "Bandexa de forno equivocada",
    contact: "sabela",
    status: "closed",
    priority: "normal",
    description: "Chegou a bandexa pequena en lugar da grande.",
  },
  {
    key: "invoice",
    number: 1027,
    title: "Fatura em nome da empresa",
    contact: "joao",
    status: "closed",
    priority: "low",
    description: "Fatura retificativa com o NIF da livraria.",
  },
];
