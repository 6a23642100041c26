import { toDateOrder } from "./date-order.ts";
import { BATCH_LEADS, type EngineClient } from "./engine-client.ts";
import { ImportError } from "./import-error.ts";
import { createLeadReader, type ImportedLead } from "./lead.ts";
import { type LeadRules, readLeads } from "./leads.ts";
import { toMapping } from "./mapping.ts";
import type { ImportOptions } from "./options.ts";
import { createProgress, type Output } from "./progress.ts";
import { toMappingReport, toSampleReport, toSummary } from "./report.ts";
import { readHeaders } from "./rows.ts";
import { createSelection } from "./select.ts";
import { openSource, type Source } from "./source.ts";
import { surveyRows } from "./survey.ts";
import { Tally } from "./tally.ts";

const SAMPLE_LEADS = 3;

/**
 * Imports one file: finds out how it is written and what its columns are, reads it through once without storing
 * anything, then stores it in the file's order.
 * @param now epoch seconds
 * @returns what became of every row; of a dry run, what would become of it
 * @throws ImportError when the import cannot start, or the engine fails on the way
 */
export async function importFile(
  file: string,
  options: ImportOptions,
  context: { readonly engine: EngineClient; readonly output: Output; readonly now: number },
): Promise<Tally> {
  const { engine, output, now } = context;
  const source = await openSource(file, options);
  const headers = await readHeaders(source);
  if (headers.length === 0) throw new ImportError(`${file} holds no row under a header`);
  const mapping = toMapping(headers, options);
  const { rows, evidence } = await surveyRows(source, mapping);
  const moments = { order: toDateOrder(evidence, options.dateOrder), zone: options.zone, now };
  // The first of each value is found anew in every pass.
  const toRules = (): LeadRules => ({
    select: createSelection(headers, options.filters, options.firstBy),
    read: createLeadReader(mapping, moments),
    fromLine: options.fromLine,
  });

  const rehearsal = new Tally();
  const samples: { line: number; lead: ImportedLead }[] = [];
  for await (const sample of readLeads(source, toRules(), rehearsal)) {
    if (samples.length < SAMPLE_LEADS) samples.push(sample);
  }
  const isOpen = evidence.dmy !== undefined || evidence.mdy !== undefined || evidence.open !== undefined;
  output.write(toMappingReport(source, mapping, rows, options.zone, isOpen ? moments.order : undefined));
  if (options.dryRun) {
    output.write(
      `${toSampleReport(samples, options.zone)}\n${toSummary(rehearsal, options.zone, "dry-run")}`,
    );
    return rehearsal;
  }
  if (!options.append) await checkUnused(engine, rehearsal);
  const tally = await storeLeads(source, toRules(), rehearsal.taken, engine, output);
  output.write(toSummary(tally, options.zone, "done"));
  return tally;
}

async function checkUnused(engine: EngineClient, rehearsal: Tally): Promise<void> {
  const projects = [...rehearsal.projects.keys()];
  const stored = projects.length === 0 ? 0 : await engine.count(projects, rehearsal.first, rehearsal.last);
  if (stored === 0) return;
  throw new ImportError(
    `${stored} events of ${projects.join(", ")} are already stored for the time of this file. Importing a file twice ` +
      "counts its leads twice; if these are other leads, add --append.",
  );
}

async function storeLeads(
  source: Source,
  rules: LeadRules,
  expected: number,
  engine: EngineClient,
  output: Output,
): Promise<Tally> {
  const tally = new Tally();
  const progress = createProgress(output, expected);
  let batch: { line: number; lead: ImportedLead }[] = [];
  const send = async () => {
    const sent = batch;
    batch = [];
    const answer = await engine.store(sent.map(({ lead }) => lead)).catch((cause: unknown) => {
      throw toBroken(cause, sent[0]?.line ?? 0, tally.accepted);
    });
    tally.accepted += answer.accepted;
    for (const { index, reason } of answer.rejected) {
      const refused = sent[index];
      if (refused) tally.refuse(refused.line, refused.lead, reason);
    }
    progress.show(tally.accepted, tally.rejected.length);
  };
  for await (const taken of readLeads(source, rules, tally)) {
    batch.push(taken);
    if (batch.length >= BATCH_LEADS) await send();
  }
  if (batch.length > 0) await send();
  progress.end();
  tally.rejected.sort((a, b) => a.line - b.line);
  return tally;
}

function toBroken(cause: unknown, line: number, accepted: number): ImportError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (accepted === 0) return new ImportError(message, { cause });
  return new ImportError(
    `${message}\n${accepted} events were stored, up to the line before ${line}. Go on with --from-line ${line} ` +
      "--append; rows of the batch that failed may be stored already.",
    { cause },
  );
}
