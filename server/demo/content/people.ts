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
  { key: "follas-novas", name: "Follas Novas" },
  { key: "contoso", name: "Contoso" },
  { key: "forno", name: "Panadería O Forno" },
  { key: "mondego", name: "Livraria Mondego" },
  { key: "tamarind", name: "Tamarind Kitchen" },
];

export const contacts: readonly DemoContact[] = [
  {
    key: "rosalia",
    name: "Rosalía Castro",
    email: "rosalia@follasnovas.example",
    phone: "+34 600 000 101",
    language: "gl",
    account: "follas-novas",
  },
  {
    key: "kenny",
    name: "Kenny Smith",
    email: "kenny.smith@contoso.example",
    phone: "+44 7700 900102",
    language: "en",
    account: "contoso",
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
  { key: "broken-kettle", number: 1042, title: "Broken kettle", contact: "rosalia" },
  { key: "cups-for-the-office", number: 1038, title: "Forty cups for the office", contact: "kenny" },
  { key: "oven-tray", number: 1031, title: "Bandexa de forno equivocada", contact: "sabela" },
  { key: "invoice", number: 1027, title: "Fatura em nome da empresa", contact: "joao" },
];
