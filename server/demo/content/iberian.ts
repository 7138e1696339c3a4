import type { DemoScript } from "./types.ts";

/** A few conversations in Spanish and Portuguese. */
export const iberian: readonly DemoScript[] = [
  {
    key: "es-lucia-filter",
    customer: "lucia",
    owner: "brais",
    language: "es",
    days: 40,
    time: "11:11",
    end: "agentEnded",
    lines: `
< Hola, ¿el filtro de la tetera se puede lavar en el lavavajillas?
> Hola, Lucía. Sí, en la bandeja de arriba.
< Perfecto, gracias.
> A usted.
`,
  },
  {
    key: "es-javier-refund",
    customer: "javier",
    owner: "ana",
    language: "es",
    days: 17,
    time: "19:05",
    end: "agentEnded",
    page: "/pedidos/8177",
    lines: `
< Buenas, devolví una bandeja hace diez días y no veo el reembolso.
> Buenas tardes, Javier. Salió de aquí el martes; su banco puede tardar hasta cinco días hábiles.
< O sea, que como muy tarde el martes que viene.
> Eso es. Si el miércoles no está, escríbame y lo reclamo yo.
~ 5
< Ya está. Gracias, Ana.
> Me alegro. ¡Hasta pronto!
`,
  },
  {
    key: "pt-ines-delivery",
    customer: "ines",
    owner: "brais",
    language: "pt",
    days: 25,
    time: "10:33",
    end: "agentEnded",
    lines: `
< Bom dia, entregam em Viana do Castelo ao sábado?
> Bom dia, Inês. Sim, das nove às treze, sem custo acrescido.
< Ótimo, então fica para sábado.
> Marcado. Até breve!
`,
  },
  {
    key: "pt-joao-invoice",
    customer: "joao",
    owner: "ana",
    case: "invoice",
    language: "pt",
    days: 4,
    time: "12:09",
    end: "agentEnded",
    page: "/pedidos/8255",
    lines: `
< Boa tarde, a fatura veio em meu nome e preciso dela em nome da livraria.
> Boa tarde, João. Diga-me o NIF, por favor, e emito uma nova.
< 500 000 000, Livraria Mondego.
> Já seguiu para o seu e-mail. A antiga fica anulada.
< Muito obrigado, foi rápido.
`,
  },
];
