/** Imported before everything else: next and react look at this while they load. */
Object.assign(process.env, {
  NODE_ENV: process.env.NODE_ENV === "development" ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});
