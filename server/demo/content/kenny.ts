import type { DemoScript } from "./types.ts";

/** Kenny Smith's history: the office manager of Contoso, who counts everything twice. */
export const kenny: readonly DemoScript[] = [
  {
    key: "kenny-first",
    customer: "kenny",
    owner: "ana",
    language: "en",
    days: 55,
    time: "14:10",
    end: "agentEnded",
    page: "/products/cups",
    lines: `
< Hello, do you deliver to the UK?
> Hello Kenny, we do. Four working days, and it is free above 150 euros.
< And customs?
> Already in the price you see. Nothing to pay at the door.
< Good. I'll be back with a list.
> We'll be here. Have a good afternoon!
`,
  },
  {
    key: "kenny-cups",
    customer: "kenny",
    owner: "brais",
    case: "cups-for-the-office",
    language: "en",
    days: 47,
    time: "10:22",
    end: "agentEnded",
    page: "/products/cups",
    lines: `
< Morning. I need forty cups for our office in Leeds. Do you have the plain white one in that quantity?
> Good morning! We have 64 of the plain white one, 250 ml, so yes.
< Dishwasher safe?
> Yes, up to 65 degrees. And they stack, five high at most.
< Five high is fine. Can they have our logo on them?
> They can, from 36 pieces on. One colour is 1.20 a cup, two colours 1.90.
< One colour. It's the blue one, I can send the file.
> Please send a vector file to print@parola.example with the order number, 8077.
< Our designer only has a PNG. Is 4000 pixels wide enough?
> That is plenty for a print of 40 mm.
< And how long does the printing take?
> Six working days after you approve the proof.
~ 3
< I had the proof this morning. The blue looks a bit purple?
> You are right, it should be 2728 C. I'll have it made again today.
< Thanks. No rush, we move in on the first.
~ 2
< The second proof is perfect. Go ahead.
> Lovely. They go to print today and leave here on the 14th.
< Could two of them have the handle on the left? My boss is left-handed. I'm joking.
> I was about to look it up! The handle has no side, luckily.
< Ha. Thank you, Brais.
> My pleasure, Kenny.
`,
  },
  {
    key: "kenny-missing",
    customer: "kenny",
    owner: "ana",
    case: "cups-for-the-office",
    language: "en",
    days: 34,
    time: "09:05",
    end: "agentEnded",
    lines: `
< Hi, the cups arrived. I count 39.
> Hi Kenny, I'm sorry! Is there a small box inside the second carton? The last one sometimes travels alone.
< Let me look.
< There is no small box. There is a hole in the carton though.
> Then it was lost on the way. I've ordered a 40th, same print, on us.
< Thank you. Counting them twice was worth it.
> It always is. It should be with you on Thursday.
`,
  },
  {
    key: "kenny-kettle",
    customer: "kenny",
    owner: "brais",
    language: "en",
    days: 20,
    time: "15:47",
    end: "agentEnded",
    page: "/products/kettles",
    lines: `
< Which of your kettles is the quietest? Ours sounds like a plane and it stands next to the meeting room.
> The HV-17 with the double wall: 58 decibels at its loudest. A usual one is about 75.
< Does it come with a UK plug?
> It does, choose it under the colour.
< And the lead time?
> In stock. If you order before four it leaves today.
< It's ten to four!
> Then you have ten minutes. I'll keep one aside for you.
< Ordered. 8190.
> I see it. It leaves today.
`,
  },
  {
    key: "kenny-returns",
    customer: "kenny",
    owner: "ana",
    language: "en",
    days: 5,
    time: "13:30",
    end: "agentEnded",
    lines: `
< Hello again. I bought two kettles by mistake, can one go back unopened?
> Hello Kenny! Of course, you have until the 12th of next month.
< Who pays for the way back?
> We do. I've sent you a label; any parcel shop takes it.
< Got it. When is the refund?
> Two days after it is scanned here, to the same card.
< Perfect as always.
`,
  },
  {
    key: "kenny-teaspoons",
    customer: "kenny",
    owner: "brais",
    language: "en",
    days: 3,
    time: "11:02",
    end: "agentEnded",
    lines: `
< Quick one: do the teaspoons come in sixes or dozens?
> In sixes, 9.50 a box. From eight boxes on there is ten per cent off.
< Eight boxes it is then. I'll put it on the account.
> Done, order 8231.
< Cheers.
`,
  },
];
