import type { DemoScript } from "./types.ts";

/** What people who write English asked in the last two months. */
export const english: readonly DemoScript[] = [
  {
    key: "en-gift-card",
    customer: "visitor 3",
    owner: "brais",
    language: "en",
    days: 49,
    time: "12:03",
    end: "agentEnded",
    page: "/gift-cards",
    lines: `
< Hi, does a gift card expire?
> Hi! Never. And what is left on it stays on it.
< Can I use two of them on one order?
> As many as you like: put in one code after the other.
< Great, thanks
`,
  },
  {
    key: "en-emma-size",
    customer: "emma",
    owner: "ana",
    language: "en",
    days: 43,
    time: "16:20",
    end: "agentEnded",
    page: "/products/linen-apron",
    lines: `
< Hello! Is the linen apron one size?
> Hello Emma. It is, 70 by 85 cm, and the straps cross at the back, so it fits most people.
< I'm quite tall, 188.
> Then it ends just above your knee. If it's too short, send it back, we pay.
< Fair enough, I'll take the grey one.
`,
  },
  {
    key: "en-track",
    customer: "visitor 6",
    owner: "ana",
    language: "en",
    days: 36,
    time: "08:48",
    end: "agentEnded",
    page: "/orders/8131",
    lines: `
< Where is my parcel? 8131
> Good morning! It left Porto last night. It should be with you tomorrow before noon.
< the tracking page says nothing
> It shows the first scan only when it reaches your country. That'll be tonight.
< ok thanks
> You're welcome.
`,
  },
  {
    key: "en-priya-bulk",
    customer: "priya",
    owner: "brais",
    language: "en",
    days: 31,
    time: "14:35",
    end: "agentEnded",
    page: "/business",
    lines: `
< Hi, I run a restaurant. Is there a trade price on the copper pans?
> Hi Priya! From six pans on, 15 per cent; from twelve on, 22.
< Could six be of one size and six of another?
> Yes, it counts them together.
~ 2
< I'll go for six at 20 cm and six at 28.
> Thank you. Order 8170, with 22 per cent off, and they leave on Monday.
< And the lids?
> In the same box. I've put them at the top so that nobody throws them away.
< That happened to us once. Thanks!
`,
  },
  {
    key: "en-silent",
    customer: "visitor 8",
    owner: "ana",
    language: "en",
    days: 28,
    time: "21:10",
    end: "customerGone",
    page: "/products/kettles",
    lines: `
< hello
> Good evening! How can I help?
`,
  },
  {
    key: "en-emma-descale",
    customer: "emma",
    owner: "brais",
    language: "en",
    days: 22,
    time: "10:10",
    end: "agentEnded",
    lines: `
< There are white flakes in my kettle, is it broken?
> Not at all, it's lime from the water. Half vinegar, half water, boil, wait an hour, rinse twice.
< Will it taste of vinegar?
> After the second rinse, no. A slice of lemon in the last one helps.
~ 1
< Like new. Thank you!
> Enjoy your tea.
`,
  },
  {
    key: "en-unanswered",
    customer: "visitor 10",
    owner: null,
    language: "en",
    days: 11,
    time: "23:15",
    end: "unanswered",
    page: "/products/teapot",
    lines: `
< Anyone there at this hour?
`,
  },
  {
    key: "en-priya-handle",
    customer: "priya",
    owner: "ana",
    language: "en",
    days: 7,
    time: "15:05",
    end: "agentEnded",
    lines: `
< One of the 28 cm pans has a loose handle.
> Hello Priya, I'm sorry. Is it the rivet or the screw?
< The rivet.
> Then it has to be replaced: a new one leaves today. Please keep the old one, don't cook with it.
< We have eleven others, we'll survive.
> I'm glad. You'll have it on Friday.
`,
  },
  {
    key: "en-vat",
    customer: "visitor 15",
    owner: "brais",
    language: "en",
    days: 5,
    time: "09:57",
    end: "agentEnded",
    page: "/checkout",
    lines: `
< Is VAT included in what I see?
> Good morning! It is, always.
< And can I get an invoice for my company?
> Tick "I need an invoice" before you pay and put in the VAT number.
< Found it, cheers
`,
  },
  {
    key: "en-cancel",
    customer: "visitor 16",
    owner: "ana",
    language: "en",
    days: 3,
    time: "17:44",
    end: "customerEnded",
    page: "/orders/8288",
    lines: `
< I want to cancel 8288, I ordered the wrong plug
> No problem, it hasn't left yet. Shall I change the plug instead?
< oh, you can do that? UK please
> Done. Same price, it leaves tomorrow.
< brilliant. bye!
`,
  },
  {
    key: "en-emma-pot",
    customer: "emma",
    owner: "ana",
    language: "en",
    days: 1,
    time: "13:12",
    end: "agentEnded",
    page: "/products/teapot",
    lines: `
< Hello, may the iron teapot go on an induction hob?
> Hello Emma! On a low setting, yes; it was made for embers, so it likes it slow.
< And the enamel inside?
> It's happy up to 180 degrees. Never let it boil dry.
< Noted, thanks Ana.
`,
  },
];
