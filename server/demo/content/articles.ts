import type { Locale } from "#machines/wire/views.ts";

/** What the demo shop's agents look up. The key is the article's address. */
export type DemoArticle = {
  key: string;
  language: Locale;
  title: string;
  tags: readonly string[];
  /** Not published yet: those who edit see it. */
  draft?: true;
  body: string;
};

const galician: readonly DemoArticle[] = [
  {
    key: "quitar-o-cal-da-chaleira",
    language: "gl",
    title: "Quitar o cal da chaleira Fervenza",
    tags: ["chaleiras", "limpeza"],
    body: `O cal é auga dura que ferveu moitas veces. Non é un defecto e non estraga o té, pero a chaleira tarda máis e fai máis ruído.

1. Encha a chaleira ata a metade con auga e engada dúas culleradas de ácido cítrico ou un vaso de vinagre branco.
2. Férvaa unha vez e déixea repousar media hora.
3. Baléirea, enxáugue dúas veces e ferva auga limpa antes de facer té.

En Galicia abonda con facelo cada tres meses; onde a auga é dura, cada mes. Nunca use estropallo de metal: raia o aceiro. A garantía non cobre a limpeza, pero si unha resistencia que deixou de quentar.`,
  },
  {
    key: "chaleira-que-perde-auga",
    language: "gl",
    title: "A chaleira perde auga pola base",
    tags: ["chaleiras", "garantía"],
    body: `Pregunte primeiro onde aparece a auga.

- Só ao servir: a tapa non pechou ben. Ten que soar un clic.
- Debaixo da base, coa chaleira fría: a xunta está gastada. Cámbiase gratis durante tres anos.
- Debaixo da base, ao ferver: deixe de usala e desenchúfea. Mandamos outra ese mesmo día e recollemos a vella.

Pida unha foto da base, onde está o número de serie, e a data da compra. Sen factura abonda co correo da conta coa que se mercou.`,
  },
  {
    key: "garantia-tres-anos",
    language: "gl",
    title: "Que cobre a garantía de tres anos",
    tags: ["garantía"],
    body: `Todo o que vendemos ten tres anos de garantía desde o día da entrega.

Cobre defectos de fabricación: esmalte que salta só, asas que se soltan, resistencias que non quentan. Non cobre golpes, caídas, o lavalouza nas pezas de barro nin o cal.

A persoa pode escoller entre arranxo e peza nova. Se non queda peza nova, devolvemos o diñeiro. Os gastos de envío son nosos nas dúas direccións.`,
  },
  {
    key: "devolver-un-pedido",
    language: "gl",
    title: "Devolver un pedido",
    tags: ["devolucións", "envíos"],
    body: `Hai trinta días desde a entrega, sen dar explicacións. A peza ten que estar sen usar e, se pode ser, na súa caixa.

1. Mande a etiqueta de devolución desde o caso: é gratis.
2. A recollida é ao día seguinte se se pide antes das doce.
3. O diñeiro volve pola mesma vía en cinco días hábiles desde que chega.

As pezas gravadas con nome non se devolven, salvo que veñan mal.`,
  },
  {
    key: "prazos-de-envio",
    language: "gl",
    title: "Prazos e custos de envío",
    tags: ["envíos"],
    body: `Os pedidos feitos antes das catorce horas saen ese día.

- Galicia: un día hábil.
- Península: dous días hábiles.
- Baleares, Canarias e Portugal: de tres a seis días.
- Resto da Unión Europea e Reino Unido: de cinco a oito días.

O envío é gratis desde 60 €; se non, 4,90 €. Ás Canarias e ao Reino Unido a aduana pode pedir o imposto do país.`,
  },
  {
    key: "coidar-o-barro-de-buno",
    language: "gl",
    title: "Coidar o barro de Buño",
    tags: ["barro", "limpeza"],
    body: `O barro vidrado é poroso por debaixo do vidrado: gústalle a calma.

Antes de usar unha teteira ou unha cunca por primeira vez, déixea unha noite en auga. Lávea a man, con auga morna e pouco xabón, e séquea boca arriba. Non a poña no lavalouza nin na placa, e non bote auga fervendo nunha peza fría da neveira.

As liñas finas que aparecen co tempo no vidrado son o craquelé: non perden auga e son parte da peza.`,
  },
  {
    key: "factura-a-nome-dunha-empresa",
    language: "gl",
    title: "Factura a nome dunha empresa",
    tags: ["pagamentos"],
    body: `Abonda co nome fiscal, o enderezo e o NIF. Pódese cambiar unha factura xa feita durante o mesmo trimestre: faise unha rectificativa e mándase por correo.

Para pedidos de máis de vinte pezas hai prezo de empresa e factura a trinta días; abra un caso e asígneo a administración.`,
  },
  {
    key: "peza-rota-no-transporte",
    language: "gl",
    title: "Chegou unha peza rota",
    tags: ["envíos", "garantía"],
    body: `Pida desculpas, unha foto da peza e outra da caixa. Non fai falta que a devolva.

Mande outra igual o mesmo día. Se non hai existencias, ofreza escoller entre agardar, unha peza parecida ou o diñeiro. O transportista ten que saber do golpe antes de sete días: apunte no caso o número de seguimento.`,
  },
];

const english: readonly DemoArticle[] = [
  {
    key: "descale-a-kettle",
    language: "en",
    title: "Descaling the Fervenza kettle",
    tags: ["kettles", "cleaning"],
    body: `Limescale is hard water that has boiled many times. It is not a fault and does no harm, but the kettle gets slower and louder.

1. Half fill the kettle with water and add two spoons of citric acid or a glass of white vinegar.
2. Boil it once and leave it for half an hour.
3. Empty it, rinse it twice, and boil clean water before the next tea.

Once every three months is enough in soft water, once a month in hard water. Never use a metal scourer. Cleaning is not part of the guarantee; a heating element that has stopped is.`,
  },
  {
    key: "kettle-does-not-heat",
    language: "en",
    title: "The kettle does not heat",
    tags: ["kettles", "guarantee"],
    body: `Ask for these three things before sending anything.

- Does the light come on? If it does not, try another socket.
- Is there at least half a litre of water in it? Below that the kettle switches itself off.
- Did it boil dry recently? The safety switch needs fifteen minutes to cool down.

If it still stays cold it is a fault: open a case with the serial number on the base, and send a new one the same day. We collect the old one.`,
  },
  {
    key: "three-year-guarantee",
    language: "en",
    title: "What the three-year guarantee covers",
    tags: ["guarantee"],
    body: `Everything we sell is guaranteed for three years from the day it arrived.

Covered: faults of making, such as glaze that chips by itself, a handle that comes off, an element that does not heat. Not covered: knocks and falls, earthenware in the dishwasher, limescale.

The customer chooses between a repair and a new piece. When there is no new piece left, we give the money back. We pay the postage both ways.`,
  },
  {
    key: "return-an-order",
    language: "en",
    title: "Returning an order",
    tags: ["returns", "shipping"],
    body: `There are thirty days from the delivery, and nobody has to say why. The piece has to be unused and, if possible, in its box.

1. Send the return label from the case: it is free.
2. It is collected on the next day if asked for before noon.
3. The money goes back the way it came, within five working days of its arrival.

Pieces with an engraved name cannot be returned, unless they arrived wrong.`,
  },
  {
    key: "shipping-times",
    language: "en",
    title: "Shipping times and costs",
    tags: ["shipping"],
    body: `What is ordered before two in the afternoon leaves on the same day.

- Galicia: one working day.
- Mainland Spain: two working days.
- Balearic and Canary Islands, Portugal: three to six days.
- The rest of the European Union and the United Kingdom: five to eight days.

Shipping is free from €60, else €4.90. Customs in the United Kingdom may ask for the country's tax.`,
  },
  {
    key: "caring-for-earthenware",
    language: "en",
    title: "Caring for earthenware from Buño",
    tags: ["earthenware", "cleaning"],
    body: `Glazed clay is porous under its glaze, and likes to be treated calmly.

Before its first use, leave a teapot or a bowl in water overnight. Wash it by hand in warm water with little soap. It belongs neither in the dishwasher nor on the hob, and boiling water should not meet a piece from the fridge.

The fine lines that show in the glaze after a while are crazing. They do not leak, and they are part of the piece.`,
  },
  {
    key: "broken-on-arrival",
    language: "en",
    title: "A piece arrived broken",
    tags: ["shipping", "guarantee"],
    body: `Say sorry, and ask for a picture of the piece and one of the box. It need not be sent back.

Send the same piece again that day. When it is out of stock, offer the choice between waiting, something similar, and the money. The carrier has to hear of it within seven days: write the tracking number into the case.`,
  },
  {
    key: "christmas-opening-hours",
    language: "en",
    title: "Opening hours at Christmas",
    tags: ["hours"],
    draft: true,
    body: `To be confirmed with the workshop: closed on 25 December and 6 January, mornings alone on 24 and 31 December.`,
  },
];

const iberian: readonly DemoArticle[] = [
  {
    key: "devoluciones",
    language: "es",
    title: "Devolver un pedido",
    tags: ["devoluciones"],
    body: `Hay treinta días desde la entrega, sin dar explicaciones. La pieza tiene que estar sin usar y, si es posible, en su caja.

La etiqueta de devolución es gratis y se manda desde el caso. El dinero vuelve por la misma vía en cinco días hábiles desde que llega la pieza. Las piezas grabadas con un nombre no se devuelven, salvo que lleguen mal.`,
  },
  {
    key: "quitar-la-cal",
    language: "es",
    title: "Quitar la cal del hervidor Fervenza",
    tags: ["hervidores", "limpieza"],
    body: `Llene el hervidor hasta la mitad, añada dos cucharadas de ácido cítrico o un vaso de vinagre blanco, hiérvalo una vez y déjelo reposar media hora. Enjuague dos veces y hierva agua limpia antes del siguiente té.`,
  },
  {
    key: "devolver-uma-encomenda",
    language: "pt",
    title: "Devolver uma encomenda",
    tags: ["devoluções"],
    body: `São trinta dias a contar da entrega, sem explicações. A peça tem de estar por usar e, se possível, na sua caixa.

A etiqueta de devolução é gratuita e envia-se a partir do caso. O dinheiro volta pela mesma via em cinco dias úteis depois de a peça chegar. As peças gravadas com um nome não se devolvem, a não ser que venham mal.`,
  },
  {
    key: "fatura-em-nome-de-empresa",
    language: "pt",
    title: "Fatura em nome de uma empresa",
    tags: ["pagamentos"],
    body: `Bastam o nome fiscal, a morada e o NIF. Uma fatura já emitida pode ser corrigida durante o mesmo trimestre. Para encomendas de mais de vinte peças há preço de empresa e pagamento a trinta dias.`,
  },
];

export const articles: readonly DemoArticle[] = [...galician, ...english, ...iberian];
