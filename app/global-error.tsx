"use client";
import "./globals.css";
import styles from "#ui/messagePage.module.css";
import en from "../messages/en/errors.json";
import es from "../messages/es/errors.json";
import gl from "../messages/gl/errors.json";
import pt from "../messages/pt/errors.json";

const words = { gl: gl.pages, en: en.pages, es: es.pages, pt: pt.pages };

/**
 * When the frame of all pages itself failed, nothing is known of the person, and nothing of the frame can
 * be relied on: it says it in every language, without a hook.
 */
export default function GlobalError() {
  return (
    <html lang="gl">
      <body>
        <main className={styles.page}>
          <div className={styles.sheet} role="alert">
            {Object.entries(words).map(([locale, { errorTitle, errorText, home }]) => (
              <section key={locale} lang={locale}>
                <h1 className={styles.title}>{errorTitle}</h1>
                <p className={styles.text}>{errorText}</p>
                <a href="/">{home}</a>
              </section>
            ))}
          </div>
        </main>
      </body>
    </html>
  );
}
