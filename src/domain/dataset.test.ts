import { describe, expect, test } from "vitest";
import { toDataPoint } from "./data-point.ts";
import {
  BLOB_COLUMNS,
  BLOBS,
  DIMENSION_NAMES,
  DOUBLE_COLUMNS,
  DOUBLES,
  type LeadEvent,
  METRIC_NAMES,
  RATE_NAMES,
} from "./dataset.ts";

const slots = () =>
  Object.fromEntries(
    [...Object.entries(BLOBS), ...Object.entries(DOUBLES)].map(([name, { slot }]) => [slot, name]),
  );

describe("the dataset", () => {
  test("fits into one data point", () => {
    expect(BLOB_COLUMNS.length).toBeLessThanOrEqual(20);
    expect(DOUBLE_COLUMNS.length).toBeLessThanOrEqual(20);
    expect(new Set(Object.keys(slots())).size).toBe(BLOB_COLUMNS.length + DOUBLE_COLUMNS.length);
  });

  test("keeps every slot where it is", () => {
    expect(slots()).toMatchInlineSnapshot(`
      {
        "blob1": "project",
        "blob10": "utm_source",
        "blob11": "utm_medium",
        "blob12": "utm_campaign",
        "blob13": "utm_term",
        "blob14": "utm_content",
        "blob15": "engagement",
        "blob16": "country",
        "blob17": "city",
        "blob18": "region",
        "blob19": "reason",
        "blob2": "source",
        "blob20": "event_type",
        "blob3": "referer",
        "blob4": "cta",
        "blob5": "is_primary",
        "blob6": "phone_country",
        "blob7": "channel",
        "blob8": "device",
        "blob9": "landing_page",
        "double1": "schema_version",
        "double10": "vpn_score",
        "double2": "suspicion_score",
        "double3": "engagement_score",
        "double4": "time_to_submit_s",
        "double5": "pages_viewed",
        "double6": "scroll_depth_pct",
        "double7": "visit_count",
        "double8": "vpn",
        "double9": "received_at",
      }
    `);
  });

  test("has no column that could hold a person", () => {
    const personal =
      /mail|name|phone$|phone_number|(^|_)ip($|_)|message|address|visitor|birth|gender|user_?agent/;
    const suspects = [...BLOB_COLUMNS, ...DOUBLE_COLUMNS].filter((name) => personal.test(name));
    expect(suspects).toEqual([]);
  });

  test("can be asked by every label but the primary flag", () => {
    expect(DIMENSION_NAMES).toHaveLength(BLOB_COLUMNS.length - 1);
    expect(DIMENSION_NAMES).toContain("type");
    expect(DIMENSION_NAMES).not.toContain("is_primary");
    expect([METRIC_NAMES.length, RATE_NAMES.length]).toEqual([10, 7]);
  });
});

test("a data point holds each value in its slot, clamped and finite", () => {
  const event = {
    ...Object.fromEntries(BLOB_COLUMNS.map((name) => [name, name])),
    ...Object.fromEntries(DOUBLE_COLUMNS.map((name, index) => [name, index])),
    suspicion_score: 250,
    engagement_score: Number.NaN,
    time_to_submit_s: Number.POSITIVE_INFINITY,
  } as LeadEvent;
  expect(toDataPoint(event)).toMatchInlineSnapshot(`
    {
      "blobs": [
        "project",
        "source",
        "referer",
        "cta",
        "is_primary",
        "phone_country",
        "channel",
        "device",
        "landing_page",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
        "engagement",
        "country",
        "city",
        "region",
        "reason",
        "event_type",
      ],
      "doubles": [
        1,
        100,
        0,
        86400,
        4,
        5,
        6,
        1,
        8,
        9,
      ],
      "indexes": [
        "project",
      ],
    }
  `);
});
