import type { DemoScript } from "./types.ts";

/** Rosalía Castro's history: a teahouse that orders often, one conversation of it long, one waiting. */
export const rosalia: readonly DemoScript[] = [
  {
    key: "rosalia-shelves",
    customer: "rosalia",
    owner: "brais",
    language: "gl",
    days: 58,
    time: "09:40",
    end: "agentEnded",
    page: "/produtos/andeis",
    lines: `
< Bo día! Os andeis de castiñeiro aguantan o peso de trinta latas de té?
> Bo día, Rosalía. Si: cada andel leva ata dezaoito quilos, e trinta latas cheas pesan arredor de oito.
< Estupendo. E as esquinas veñen rematadas ou hai que lixalas?
> Veñen lixadas e cunha man de aceite. Se quere vernizalos, agarde unha semana a que seque.
< Pois quedo con catro. Mil grazas.
> A vostede. Ten a confirmación no correo.
`,
  },
  {
    key: "rosalia-opening",
    customer: "rosalia",
    owner: "ana",
    language: "gl",
    days: 41,
    time: "10:05",
    end: "agentEnded",
    page: "/pedidos/8114",
    lines: `
< Ola, Ana. Abrimos o salón de té o día 14 e quería repasar con vostede o pedido completo, que é longo.
> Bo día, Rosalía! Por suposto. Teño diante o pedido 8114: quere que vaiamos liña por liña?
< Si, por favor. Empecemos polas teteiras.
> Seis teteiras de ferro de 0,8 litros, cor negra. É correcto?
< Negras catro. Dúas tiñan que ser verdes.
> Tomo nota: catro negras e dúas verdes. As verdes están no almacén de Lugo, chegan un día máis tarde.
< Un día non importa.
> Perfecto. Despois, vinte e catro cuncas de porcelana co seu prato.
< Iso está ben. Que debuxo levan?
> O da folla azul, o mesmo da mostra que lle mandamos en setembro.
< Ese mesmo. A miña irmá namorou del.
> Ten bo gusto. Seguinte: dúas hervidoras eléctricas de 1,7 litros con termóstato.
< Esas son as importantes. Manteñen a temperatura?
> Manteñen a que vostede marque, de 60 a 100 graos, durante media hora.
< E se alguén a deixa acesa sen auga?
> Apágase soa. Ten un sensor no fondo.
< Menos mal, que con catro persoas na barra…
> Enténdoo! Tamén pode bloquear os botóns: mantense premido o da temperatura tres segundos.
< Anotado. Que garantía teñen para un negocio?
> Dous anos, igual ca na casa, sempre que non pasen de vinte usos por día.
< Vinte usos… nun domingo poden ser trinta.
> Nese caso recoméndolle a profesional, a HV-40. Custa 32 euros máis e a garantía non ten ese límite.
< Cantos litros?
> Catro. E enche desde a billa, se a quere fixa.
< Fixa non, que a barra é pequena. Deixe as dúas de 1,7.
> De acordo, quedan as dúas de 1,7 litros.
< E de latas, cantas puxemos?
> Trinta latas de medio quilo, coa etiqueta en branco.
< En branco? Eu pedira a etiqueta impresa, cos nomes dos tés.
> Ten razón, véxoo agora na nota. Mándame a lista dos nomes?
< Vai: Vermello da casa, Verde de menta, Negro afumado, Ás de limón, Noite branca.
> «Ás de limón» con acento no A?
< Si, Ás, como na baralla. É unha broma nosa.
> Encántame. Seis latas de cada un, daquela?
< Seis de cada, agás Noite branca, que poden ser tres, e tres máis do Vermello.
> Fago a suma: nove, seis, seis, seis e tres. Trinta xustas.
< Xustas. É vostede un ceo.
> Para iso estamos. A proba de imprenta chégalle mañá por correo.
< A que enderezo?
> A rosalia@follasnovas.example, o que temos aquí.
< Ben. E mándella tamén á miña irmá, carmela@follasnovas.example.
> Feito, as dúas.
< Falta o envío. Pode ser de mañá?
> O transportista pasa por esa rúa de nove a once. Reservo o luns 11?
< O luns 11 está perfecto, que ao martes xa montamos.
> Reservado: luns 11, de nove a once, rúa da Senra, 4.
< Hai chanzos na entrada, tres. Que o saiban.
> Póñoo na folla de ruta: tres chanzos, sen rampla.
< E o portal pecha ás dez e media. Despois hai que chamar.
> Engadido: despois das dez e media, chamar ao timbre do baixo.
< Que máis… o pagamento.
> O trinta por cento agora e o resto á entrega, ou todo a trinta días con factura.
< A trinta días, se pode ser, con factura a nome de Follas Novas.
> Pode. Teño o NIF do ano pasado: segue sendo o mesmo?
< O mesmo.
> Entón está todo. O total queda en 1.284,60 euros, IVE incluído.
< Menos do que temía!
> É que as cuncas van co prezo de doce en doce.
< Unha última cousa: se rompe algunha cunca no camiño?
> Faga unha foto no día e mandámoslle outra sen preguntar máis nada.
< Así dá gusto.
> Grazas. Queda algo que lle preocupe da apertura?
< Que chova! Pero diso non me pode salvar.
> En Compostela en outubro… pódolle ofrecer paraugas.
< Ha ha ha. Non, grazas. Ata o luns, Ana!
> Ata o luns, e moita sorte coa apertura. Escríbanos cando queira.
< Por certo, acabo de ver que a factura di «Follas Nova», sen o ese.
> Xa está corrixido: Follas Novas. Mandeille a nova agora mesmo.
< Recibida. Agora si, ata logo!
> Ata logo, Rosalía.
`,
  },
  {
    key: "rosalia-delivery",
    customer: "rosalia",
    owner: "ana",
    language: "gl",
    days: 33,
    time: "09:20",
    end: "agentEnded",
    lines: `
< Bo día. O camión non aparece e son as nove e vinte.
> Bo día, Rosalía. Está na rotonda de Conxo, ten dúas entregas antes. Calculo as dez menos cuarto.
< Ah, vale. É que con tanto nervio…
> É normal! Se ás dez non está, chámoos eu.
~ 1
< Chegou todo ás dez menos dez e sen unha cunca rota. Grazas!
> Que alegría. Moita sorte mañá.
`,
  },
  {
    key: "rosalia-refill",
    customer: "rosalia",
    owner: "brais",
    language: "gl",
    days: 19,
    time: "16:32",
    end: "agentEnded",
    lines: `
< Boas tardes, acabouse o Negro afumado en dúas semanas. Podo pedir só o té, sen as latas?
> Boas tardes, Rosalía. Pode: véndese tamén en bolsa de un quilo, a 21 euros.
< Pois dúas bolsas.
> Anotadas. Chegan o xoves.
< Grazas!
`,
  },
  {
    key: "rosalia-invoice",
    customer: "rosalia",
    owner: "ana",
    language: "gl",
    days: 6,
    time: "11:15",
    end: "agentEnded",
    lines: `
< Ola! A xestora pídeme a factura de outubro en PDF e eu só a teño en papel.
> Ola, Rosalía. Acabo de mandarlla ao correo. Mándolle tamén a de novembro, cando peche o mes?
< Si, por favor, todas en PDF de aquí en diante.
> Feito: queda posto na súa ficha.
< Grazas, Ana.
`,
  },
  {
    key: "rosalia-kettle",
    customer: "rosalia",
    owner: "ana",
    case: "broken-kettle",
    language: "gl",
    days: 2,
    time: "12:48",
    end: "waiting",
    page: "/pedidos/8114",
    lines: `
< Ola, Ana. Unha das hervidoras deixou de quentar esta mañá. Acende a luz pero a auga segue fría.
> Ola, Rosalía, síntoo moito. Probou noutro enchufe?
< Si, en tres. A outra funciona ben en todos.
> Daquela é a resistencia. Ten un número debaixo da base, pode ler as últimas catro cifras?
< 7731
> Grazas. É do lote que estamos a revisar. Mándolle unha nova e recollemos esa o mesmo día.
< E mentres tanto? A fin de semana con só unha…
> Pídolle unha de cortesía á tenda da rúa Nova, a ver se a teñen hoxe. En canto me contesten, escríbolle.
< Vale, quedo pendente. Grazas.
`,
  },
];
