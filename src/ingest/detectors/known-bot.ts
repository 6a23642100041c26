import { isbot } from "isbot";
import type { Detector } from "../finding.ts";

/** A visitor's user agent that names a crawler or a program, or one that Cloudflare verified as a bot. */
export const detectKnownBot: Detector = ({ connection }) =>
  connection && (connection.verifiedBot || isbot(connection.userAgent))
    ? { code: "known_bot", points: 100, decidesBot: true }
    : undefined;

/** A browser always names itself. */
export const detectNoUserAgent: Detector = ({ connection }) =>
  connection?.userAgent === "" ? { code: "no_user_agent", points: 30 } : undefined;
