import { expect, test } from "vitest";
import type { TimesAnswer } from "./answer.ts";
import { toHeadline } from "./sentence.ts";

type Window = TimesAnswer["windows"][number];

const toWindow = (by: Window["by"]): Window => ({
  by,
  weekdays: ["Monday"],
  from: "09:00",
  to: "12:00",
  leads_per_hour: 2,
  volume_index: 1.3,
  good_rate: 0.5,
  quality_index: 1.18,
  sentence: "",
});

const back_test: NonNullable<TimesAnswer["back_test"]> = {
  weeks: 4,
  volume: { claimed: 40, delivered: 0 },
  quality: { claimed_rate: 0.5, delivered_rate: 0.4, claimed_index: 1.19, delivered_index: 0 },
  plain_rate: { claimed_rate: 0.5, delivered_rate: 0.4 },
};

test("what is claimed is quoted with how such claims did before, even where nothing was delivered", () => {
  expect(
    toHeadline({ windows: [toWindow("volume"), toWindow("quality")], back_test }, ""),
  ).toMatchInlineSnapshot(
    `"Most leads come Monday 09:00–12:00 (1.3 times the average hour); the best leads come Monday 09:00–12:00 (118 % of the usual share of good leads). In a check over 4 past weeks, hours chosen the same way brought 0 leads (40 predicted) and 0 % of the usual share of good leads (119 % predicted)."`,
  );
  expect(toHeadline({ windows: [toWindow("volume")], back_test }, "")).toMatchInlineSnapshot(
    `"Most leads come Monday 09:00–12:00 (1.3 times the average hour); no hour or weekday brings better leads than another beyond chance. In a check over 4 past weeks, hours chosen the same way brought 0 leads (40 predicted)."`,
  );
  expect(toHeadline({ windows: [toWindow("quality")], back_test }, "")).toMatchInlineSnapshot(
    `"The best leads come Monday 09:00–12:00 (118 % of the usual share of good leads); no hour or weekday brings more leads than another beyond chance. In a check over 4 past weeks, hours chosen the same way brought 0 % of the usual share of good leads (119 % predicted)."`,
  );
});

test("what is not claimed is not checked", () => {
  expect(toHeadline({ windows: [], back_test }, "")).toMatchInlineSnapshot(
    `"No hour or weekday brings more or better leads than another beyond chance."`,
  );
  expect(toHeadline({ windows: [toWindow("volume")], back_test: null }, "")).not.toContain("Chosen");
});
