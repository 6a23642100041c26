import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toBetaI, toBetaQuantile } from "./beta-function.ts";
import { toCountQuantile, toLowerTail, toUpperTail } from "./counts.ts";
import { toGammaP, toGammaQ, toGammaQuantile, toLogGamma } from "./gamma-function.ts";
import { toNormalCdf } from "./normal.ts";
import { toNormalQuantile } from "./normal-quantile.ts";
import { toShareTail } from "./shares.ts";
import { toStudentTail } from "./student.ts";

/** Agrees to ten significant digits. */
const expectClose = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected) <= 1e-10 * Math.abs(expected) || `${actual}, not ${expected}`).toBe(
    true,
  );

describe("published values (M. Abramowitz, I. A. Stegun, 1964, tables 26.1, 26.8, 26.10)", () => {
  test.each([
    [0.05, 1, 6.314],
    [0.01, 3, 4.541],
    [0.01, 7, 2.998],
    [0.005, 30, 2.75],
  ])("Student's t has chance %f with %i degrees of freedom from %f on", (p, freedom, t) => {
    expect(toStudentTail(t, freedom)).toBeCloseTo(p, 4);
    expect(toStudentTail(-t, freedom)).toBeCloseTo(1 - p, 4);
  });

  test.each([
    [0.95, 10, 18.307],
    [0.99, 1, 6.6349],
    [0.025, 30, 16.7908],
    [0.005, 100, 67.3276],
  ])("χ² reaches %f with %i degrees of freedom at %f", (p, freedom, chi) => {
    expect(toGammaQuantile(p, freedom / 2, 0.5)).toBeCloseTo(chi, 3);
  });

  test.each([
    [10, 1.8125],
    [30, 1.6973],
    [5, 2.015],
  ])("Student's t reaches 95 %% with %i degrees of freedom at %f", (freedom, t) => {
    expect(1 - toBetaI(freedom / (freedom + t * t), freedom / 2, 0.5) / 2).toBeCloseTo(0.95, 4);
  });

  test.each([
    [1.96, 0.9750021],
    [-3, 0.0013499],
    [0.5, 0.6914625],
  ])("Φ(%f) is %f", (z, p) => expect(toNormalCdf(z)).toBeCloseTo(p, 7));
});

describe("values of SciPy 1.17", () => {
  test.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [3.7, 1.428072326665388],
    [100.5, 361.43554046777757],
    [1e6, 12815504.569147611],
  ])("ln Γ(%f)", (x, value) => expectClose(toLogGamma(x), value));

  test.each([
    [0.5, 0.1, 0.34527915398142317],
    [1, 2, 0.8646647167633873],
    [10, 5, 0.03182805730620481],
    [10, 30, 0.9999928782491372],
    [1000, 1050, 0.9413288886226819],
    [1e4, 1e4, 0.501329808339955],
  ])("P(%f, %f)", (a, x, value) => expectClose(toGammaP(a, x), value));

  test.each([
    [3, 40, 3.572865928700233e-15],
    [50, 150, 7.412100857323018e-22],
  ])("Q(%f, %f)", (a, x, value) => expectClose(toGammaQ(a, x), value));

  test.each([
    [0.05, 0.02, 5.068667656480048e-66],
    [0.5, 0.3, 0.07313113586695198],
    [0.95, 1, 2.9957322735539895],
    [0.001, 7.5, 1.7413422329644774],
    [0.975, 500, 544.7654563874568],
    [0.9, 20000, 20181.451536446817],
  ])("quantile %f of Gamma(%f)", (p, a, value) => expectClose(toGammaQuantile(p, a), value));

  test.each([
    [0.2, 0.5, 0.5, 0.2951672353008665],
    [0.3, 2, 5, 0.579825],
    [0.9, 40, 3, 0.19510765482693676],
    [0.5, 1000, 1010, 0.588269827543728],
    [0.01, 0.1, 30, 0.9076646686893708],
    [0.31, 3e4, 7e4, 0.9999999999965334],
  ])("I_%f(%f, %f)", (x, a, b, value) => expectClose(toBetaI(x, a, b), value));

  test.each([
    [0.05, 0.5, 0.5, 0.0061558297024311365],
    [0.95, 2, 30, 0.14409039131834475],
    [0.5, 0.05, 3, 2.1934966675234358e-7],
    [0.025, 1000, 3, 0.9928085065022489],
    [0.9, 1e4, 3e4, 0.2527772922802606],
  ])("quantile %f of Beta(%f, %f)", (p, a, b, value) => expectClose(toBetaQuantile(p, a, b), value));

  test.each([
    [1e-10, -6.361340902404056],
    [0.025, -1.9599639845400545],
    [0.5, 0],
    [0.8, 0.8416212335729143],
    [0.99999, 4.264890793923841],
  ])("Φ⁻¹(%f)", (p, z) => expectClose(toNormalQuantile(p), z));

  test.each([
    [40, 9, 120, 0.0013764965017098547],
    [5, 2, 0, 1],
    [5, 2, 12, 0.0384063720703125],
    [3, 1, 9, 0.003802992061675955],
  ])("of mean %f and dispersion %f, the chance of %i or more", (mean, dispersion, count, value) =>
    expectClose(toUpperTail({ mean, dispersion }, count), value),
  );

  test.each([
    [0.05, 0.02, 8, 50, 0.030598816805756046],
    [0.3, 0.1, 15, 20, 0.01412975080762413],
    [0.02, 0.01, 20, 300, 0.017916729164725087],
    [0.2, 0, 9, 20, 0.009981786320724306],
  ])(
    "of share %f and clustering %f, the chance of %i or more of %i",
    (mean, intraclass, hits, trials, value) =>
      expectClose(toShareTail({ mean, intraclass }, hits, trials), value),
  );

  test.each([
    [40, 9, 5, 0.002633399701273929],
    [400, 10, 250, 0.0037968798528729836],
    [12, 1, 3, 0.002291791207791423],
  ])("of mean %f and dispersion %f, the chance of %i or fewer", (mean, dispersion, count, value) =>
    expectClose(toLowerTail({ mean, dispersion }, count), value),
  );

  test.each([
    [40, 9, 0.1, 18],
    [40, 9, 0.9, 65],
    [0.4, 1.5, 0.9, 1],
    [7, 1, 0.1, 4],
    [0, 3, 0.9, 0],
  ])("of mean %f and dispersion %f, quantile %f", (mean, dispersion, p, count) =>
    expect(toCountQuantile({ mean, dispersion }, p)).toBe(count),
  );
});

describe("laws", () => {
  const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
  const shape = fc.double({ min: 1, max: 5e4, noNaN: true });

  test("quantiles undo their distribution", () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        expect(toBetaI(toBetaQuantile(p, a, b), a, b)).toBeCloseTo(p, 6);
        expect(toGammaP(a, toGammaQuantile(p, a))).toBeCloseTo(p, 6);
        expect(toNormalCdf(toNormalQuantile(p))).toBeCloseTo(p, 12);
      }),
      { numRuns: 60 },
    );
  });

  test("the tails of a count complete each other", () => {
    const dispersion = fc.double({ min: 1, max: 50, noNaN: true });
    const mean = fc.double({ min: 0.01, max: 2000, noNaN: true });
    fc.assert(
      fc.property(mean, dispersion, fc.nat(3000), (m, phi, count) => {
        const law = { mean: m, dispersion: phi };
        expect(toUpperTail(law, count + 1) + toLowerTail(law, count)).toBeCloseTo(1, 8);
      }),
      { numRuns: 60 },
    );
  });
});
