import type { Locale } from "#machines/wire/views.ts";

/** The demo shop's e-mails, filled in from the session (`server/templates/engine.ts`). */
export type DemoTemplate = { key: string; language: Locale; name: string; subject: string; body: string };

export const templates: readonly DemoTemplate[] = [
  {
    key: "gl-caso-aberto",
    language: "gl",
    name: "Caso aberto",
    subject: "{% if case %}[{{ case.number }}] {{ case.title }}{% else %}A súa consulta{% endif %}",
    body: `Bo día{% if contact %}, {{ contact.firstName }}{% endif %}:

Xa estamos a mirar o que nos contou.{% if case %} O seu caso ten o número {{ case.number }}; abonda con que responda a este correo.{% endif %}

Dámoslle resposta, como moito, mañá.

{{ agent.firstName }}
A Chocolateira`,
  },
  {
    key: "gl-etiqueta-de-devolucion",
    language: "gl",
    name: "Etiqueta de devolución",
    subject: "A súa devolución{% if case %} [{{ case.number }}]{% endif %}",
    body: `Bo día{% if contact %}, {{ contact.firstName }}{% endif %}:

Vai con este correo a etiqueta de devolución. Péguea por fóra da caixa; a recollida é gratis e pasa ao día seguinte se a pide antes das doce.

O diñeiro volve pola mesma vía en cinco días hábiles desde que a peza chegue ao obradoiro.

Un saúdo,
{{ agent.firstName }}`,
  },
  {
    key: "gl-peza-nova",
    language: "gl",
    name: "Peza nova de camiño",
    subject: "A súa peza nova vai de camiño",
    body: `Bo día{% if contact %}, {{ contact.firstName }}{% endif %}:

Sentimos o que pasou{% if case %} con «{{ case.title }}»{% endif %}. Hoxe, {{ now | date }}, sae do obradoiro unha peza nova, sen custo ningún.

{% if account %}Vai ao enderezo de {{ account.name }} que temos na súa ficha. {% endif %}Non fai falta que devolva a vella.

{{ agent.firstName }}
A Chocolateira`,
  },
  {
    key: "en-case-opened",
    language: "en",
    name: "Case opened",
    subject: "{% if case %}[{{ case.number }}] {{ case.title }}{% else %}Your question{% endif %}",
    body: `Hello{% if contact %} {{ contact.firstName }}{% endif %},

We are looking into what you told us.{% if case %} Your case has the number {{ case.number }}; just reply to this e-mail to add to it.{% endif %}

You will hear from us by tomorrow.

{{ agent.firstName }}
A Chocolateira`,
  },
  {
    key: "en-return-label",
    language: "en",
    name: "Return label",
    subject: "Your return{% if case %} [{{ case.number }}]{% endif %}",
    body: `Hello{% if contact %} {{ contact.firstName }}{% endif %},

The return label comes with this e-mail. Put it on the outside of the box; the collection is free, and comes on the next day if you ask for it before noon.

The money goes back the way it came, within five working days of the piece's arrival at the workshop.

Kind regards,
{{ agent.firstName }}`,
  },
  {
    key: "en-replacement",
    language: "en",
    name: "Replacement on its way",
    subject: "Your replacement is on its way",
    body: `Hello{% if contact %} {{ contact.firstName }}{% endif %},

We are sorry about what happened{% if case %} with “{{ case.title }}”{% endif %}. Today, {{ now | date }}, a new piece leaves the workshop, at no cost to you.

{% if account %}It goes to the address of {{ account.name }} that we have. {% endif %}There is no need to send the old one back.

{{ agent.firstName }}
A Chocolateira`,
  },
];
