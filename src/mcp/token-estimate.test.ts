import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { expect, test } from "vitest";
import { estimateTokens } from "./token-estimate.ts";

const LABELS: Readonly<Record<string, string>> = {
  English: "autumn open house brochure download",
  German: "Herbstaktion für Eigentumswohnungen",
  Hindi: "दिवाली ऑफर पुणे",
  Arabic: "عروض العيد الرياض",
  Russian: "Осенняя распродажа квартир",
  Chinese: "秋季开放日新楼盘优惠",
  emoji: "🏠🔥 50 % off 🎉",
  URL: "https://www.example.com/courses/data-science?utm_id=12345678",
};

test.each(Object.entries(LABELS))("labels in %s are not taken for fewer tokens than they are", (_, label) => {
  const rows = Array.from({ length: 20 }, (_, index) => ({ utm_campaign: `${label} ${index}`, total: 1234 }));
  const json = JSON.stringify(rows);
  const ratio = estimateTokens(json) / encode(json).length;
  expect(ratio).toBeGreaterThan(0.95);
  expect(ratio).toBeLessThan(2.5);
});
