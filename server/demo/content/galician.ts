import type { DemoScript } from "./types.ts";

/** What people who write Galician asked in the last two months. */
export const galician: readonly DemoScript[] = [
  {
    key: "gl-opening-hours",
    customer: "visitor 1",
    owner: "ana",
    language: "gl",
    days: 60,
    time: "09:12",
    end: "agentEnded",
    page: "/tendas",
    lines: `
< Bo día, a que hora abre a tenda da rúa Nova os sábados?
> Bo día! De dez a dúas, e pola tarde non abrimos.
< Grazas
> A vostede.
`,
  },
  {
    key: "gl-lid",
    customer: "visitor 2",
    owner: "brais",
    language: "gl",
    days: 52,
    time: "17:25",
    end: "agentEnded",
    page: "/produtos/teteira-ferro",
    lines: `
< Boas. Rompeume a tapa da teteira de ferro. Véndese solta?
> Boas tardes. Si, a de 0,8 litros custa 7 euros e a de 1,2 custa 9. Cal ten vostede?
< Pois non sei. Mide uns 16 cm de ancho.
> Entón é a de 0,8. Póñolla no carro?
< Si, grazas!
> Xa a ten alí. Calquera cousa, dígame.
`,
  },
  {
    key: "gl-card",
    customer: "visitor 4",
    owner: "ana",
    language: "gl",
    days: 44,
    time: "20:02",
    end: "customerEnded",
    page: "/carro",
    lines: `
< Non me deixa pagar coa tarxeta, di «operación denegada»
> Boas noites. Ese aviso vén do seu banco: moitas veces é que falta confirmar na aplicación do móbil.
< Ai, si, tiña a notificación sen abrir. Xa está.
> Vexo o pedido pagado, o 8102. Grazas!
< Grazas a vostede, boas noites
`,
  },
  {
    key: "gl-nobody",
    customer: "visitor 5",
    owner: null,
    language: "gl",
    days: 38,
    time: "22:41",
    end: "unanswered",
    page: "/produtos/hervidora-hv17",
    lines: `
< Ola, hai alguén?
< Quería saber se a HV-17 vén tamén en branco
`,
  },
  {
    key: "gl-wedding",
    customer: "visitor 7",
    owner: "brais",
    language: "gl",
    days: 30,
    time: "12:30",
    end: "agentEnded",
    page: "/agasallos",
    lines: `
< Ola! Fan listas de voda?
> Ola! Facemos. Créase na páxina de Agasallos e os convidados ven o que queda por mercar.
< E se alguén quere pór só unha parte?
> Tamén se pode: cada agasallo divídese ata en dez partes.
< Que ben. E canto tempo está aberta?
> Ata tres meses despois da voda.
< Perfecto, fágoa hoxe. Grazas
> Parabéns aos dous!
`,
  },
  {
    key: "gl-uxia-wrong-colour",
    customer: "uxia",
    owner: "ana",
    language: "gl",
    days: 27,
    time: "10:50",
    end: "agentEnded",
    page: "/pedidos/8155",
    lines: `
< Bo día, chegáronme as cuncas en verde e eu pedíraas azuis.
> Bo día, Uxía. Ten razón, no pedido 8155 pon azul. Mándolle as azuis hoxe e recollemos as verdes.
< Teño que estar na casa?
> Non fai falta, pode deixalas no punto de recollida do estanco da súa rúa.
~ 4
< Xa teño as azuis e as verdes xa están no estanco. Todo ben!
> Perfecto, Uxía. Desculpe o erro.
`,
  },
  {
    key: "gl-xoan-warranty",
    customer: "xoan",
    owner: "brais",
    language: "gl",
    days: 23,
    time: "18:14",
    end: "agentEnded",
    lines: `
< Boas. O muíño de café fai un ruído raro desde onte. Segue en garantía?
> Boas, Xoán. Mercouno hai catorce meses: quédanlle dez de garantía. Como é o ruído?
< Coma se tivese area dentro.
> Case sempre é un gran que quedou entre as moas. Quite a de arriba, xírase cara á esquerda, e mire.
< Espere…
< Era iso! Un anaco de pedra, creo. Viña co café.
> Pois que sorte que non rompeu a moa. Se volve soar, mándeo e revisámolo.
< Grazas, Brais
`,
  },
  {
    key: "gl-sabela-tray",
    customer: "sabela",
    owner: "ana",
    case: "oven-tray",
    language: "gl",
    days: 16,
    time: "08:05",
    end: "agentEnded",
    page: "/pedidos/8199",
    lines: `
< Bo día! As bandexas que chegaron son de 60x40 e o noso forno é de 45x35.
> Bo día, Sabela. Cantas chegaron así?
< As doce.
> Recollémosllas mañá pola mañá cedo. A que hora abren o obradoiro?
< Ás cinco, pero ata as oito non paramos
> Entón ás oito e media. As de 45x35 chegan no mesmo camión.
~ 1
< Trocadas. E o rapaz axudou a baixalas, déalle as grazas.
> Dareillas! Que teñan boa fornada.
`,
  },
  {
    key: "gl-left",
    customer: "visitor 9",
    owner: "brais",
    language: "gl",
    days: 13,
    time: "19:33",
    end: "customerGone",
    page: "/devolucions",
    lines: `
< Ola, como devolvo unha cousa que merquei na tenda?
> Ola! Co tícket, en calquera das nosas tendas, ata trinta días despois. Teno aínda?
< Agarde que miro
`,
  },
  {
    key: "gl-martino-expired",
    customer: "martino",
    owner: "brais",
    language: "gl",
    days: 50,
    time: "13:20",
    end: "expired",
    lines: `
< Ola, estou mirando a cafeteira grande pero non sei se me colle na cociña.
> Ola, Martiño. Mide 31 de ancho e 42 de alto. Que oco ten?
< Teño que medir. Dígolle algo.
> Cando queira, aquí estamos.
`,
  },
  {
    key: "gl-noa-gift",
    customer: "noa",
    owner: "ana",
    language: "gl",
    days: 9,
    time: "11:40",
    end: "agentEnded",
    lines: `
< Bo día! Podo mudar o enderezo do pedido 8240? É un agasallo e puxen o meu.
> Bo día, Noa. Aínda non saíu: dígame o novo.
< Rúa do Progreso 12, 2º B, Ourense. E sen a factura dentro, por favor.
> Mudado, e vai envolto e sen prezos. Quere unha nota?
< «Para a mellor avoa de Ourense»
> Feito. Que bonito.
`,
  },
  {
    key: "gl-stock",
    customer: "visitor 11",
    owner: "brais",
    language: "gl",
    days: 6,
    time: "10:18",
    end: "agentEnded",
    page: "/produtos/xarra-auga",
    lines: `
< Bo día, cando volve haber xarras de barro de Niñodaguia?
> Bo día. A oleira manda a seguinte fornada a principios de mes. Aviso por correo?
< Si: lema@correo.example
> Anotado. En canto entren, chégalle a mensaxe.
< Grazas, bo día
> Igualmente!
`,
  },
  {
    key: "gl-late",
    customer: "visitor 12",
    owner: "ana",
    language: "gl",
    days: 4,
    time: "16:51",
    end: "agentEnded",
    page: "/pedidos/8260",
    lines: `
< O pedido 8260 tiña que chegar onte e non chegou. Estou farta.
> Boas tardes, síntoo de verdade. Déame un minuto, miro onde está.
> Está en Santiago desde onte ás oito: o transportista dixo que non había ninguén na casa.
< Iso é mentira, estiven toda a tarde.
> Créolle. Acabo de falar con eles e volven hoxe antes das oito. O envío corre da nosa conta.
< A ver se é verdade.
> Déixolle aquí o teléfono do repartidor, por se acaso: 600 000 140.
< Xa chegou, hai cinco minutos. Grazas por moverse.
> Alégrome moito. E desculpe outra vez.
`,
  },
  {
    key: "gl-uxia-discount",
    customer: "uxia",
    owner: "brais",
    language: "gl",
    days: 2,
    time: "09:30",
    end: "agentEnded",
    page: "/ofertas",
    lines: `
< Ola, o código OUTONO non me funciona.
> Ola, Uxía. Rematou o venres, pero póñollo eu a man: é o dez por cento.
< Que detalle! Pois levo tamén o azucreiro.
> Estupendo, queda todo no 8302.
`,
  },
  {
    key: "gl-angry-closed",
    customer: "visitor 13",
    owner: "brais",
    language: "gl",
    days: 1,
    time: "18:07",
    end: "forceClosed",
    page: "/",
    lines: `
< sodes uns ladróns
> Boas tardes. Cónteme que pasou e vemos como o arranxamos.
< non conto nada, quero o meu diñeiro XA
> Preciso o número do pedido para poder devolverllo.
< aprende a ler, inútil
`,
  },
  {
    key: "gl-thermos",
    customer: "visitor 14",
    owner: "ana",
    language: "gl",
    days: 1,
    time: "10:26",
    end: "agentEnded",
    page: "/produtos/termo",
    lines: `
< Boas, o termo de medio litro cabe no portavasos do coche?
> Boas! O fondo mide 7 cm, cabe en case todos.
< E canto tempo queda quente?
> Seis horas por riba de 60 graos.
< Véndeo vostede moi ben. Collo un
> Grazas! É bo de verdade, eu teño outro.
`,
  },
];
