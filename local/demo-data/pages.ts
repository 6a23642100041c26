import type { DemoProjectId } from "./projects.ts";

/** A page with a form on it. */
export interface FormPage {
  readonly weight: number;
  readonly path: string;
  readonly cta: string;
}

interface Pages {
  readonly site: string;
  readonly landings: readonly string[];
  readonly forms: readonly FormPage[];
}

const form = (weight: number, path: string, cta: string): FormPage => ({ weight, path, cta });

export const PAGES: Readonly<Record<DemoProjectId, Pages>> = {
  "green-acres": {
    site: "https://green-acres.example.com",
    landings: ["/", "/2-bhk", "/3-bhk", "/amenities", "/price-list"],
    forms: [
      form(4, "/price-list", "Get price list"),
      form(3, "/site-visit", "Book a site visit"),
      form(2, "/brochure", "Download brochure"),
    ],
  },
  "scholars-hub": {
    site: "https://scholars-hub.example.com",
    landings: ["/", "/jee", "/neet", "/results", "/free-class"],
    forms: [
      form(4, "/free-class", "Join free class"),
      form(3, "/scholarship", "Register for scholarship test"),
      form(2, "/fees", "Ask for fees"),
    ],
  },
  "bright-smile": {
    site: "https://bright-smile.example.com",
    landings: ["/", "/braces", "/implants", "/teeth-cleaning"],
    forms: [form(5, "/appointment", "Book appointment"), form(2, "/contact", "Call me back")],
  },
  "marina-vista": {
    site: "https://marina-vista.example.com",
    landings: ["/", "/payment-plan", "/golden-visa", "/floor-plans"],
    forms: [form(4, "/register", "Register interest"), form(2, "/floor-plans", "Get floor plans")],
  },
  "grad-prep": {
    site: "https://grad-prep.example.com",
    landings: ["/", "/gre", "/gmat", "/universities"],
    forms: [form(3, "/counselling", "Book free counselling"), form(2, "/mock-test", "Take a mock test")],
  },
};
