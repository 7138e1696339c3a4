import { fuzz } from "./fuzz.ts";

fuzz("tab");
