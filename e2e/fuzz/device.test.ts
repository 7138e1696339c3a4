import { fuzz } from "./fuzz.ts";

fuzz("device");
