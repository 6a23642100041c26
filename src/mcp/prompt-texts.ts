import adScheduleReview from "../../prompts/ad-schedule-review.md";
import botProblemAudit from "../../prompts/bot-problem-audit.md";
import campaignReview from "../../prompts/campaign-review.md";
import exampleQuestions from "../../prompts/example-questions.md";
import geoFocus from "../../prompts/geo-focus.md";
import serverInstructions from "../../prompts/server-instructions.md";
import staffingPlan from "../../prompts/staffing-plan.md";
import weeklyFocusReview from "../../prompts/weekly-focus-review.md";
import whatChanged from "../../prompts/what-changed.md";
import { type Prompt, readPrompt } from "./prompts/prompt.ts";

/** The only place that loads Markdown; everything else in this folder also runs without a bundler. */
export const INSTRUCTIONS: string = serverInstructions;
export const EXAMPLE_QUESTIONS: string = exampleQuestions;
export const PROMPTS: readonly Prompt[] = [
  weeklyFocusReview,
  campaignReview,
  botProblemAudit,
  adScheduleReview,
  staffingPlan,
  geoFocus,
  whatChanged,
].map(readPrompt);
