// What each kind of planned message is, in words: the bot's reminders by name, all else is just on its way.
// A test holds the table against the bot's own. Look next: clockpanel.js.
import { say } from "./words.js";

const KINDS = {
  opens: "planned_opens",
  button_expected: "planned_button_expected",
  protection_ending: "planned_protection_ending",
  protection_ended: "planned_protection_ended",
  last_day_in_three: "planned_last_day_in_three",
  proof_missing: "planned_proof_missing",
  last_day_tomorrow: "planned_last_day_tomorrow",
  last_day: "planned_last_day",
  seller_turn_over: "planned_seller_turn_over",
  platform_steps_in: "planned_platform_steps_in",
  appeal_ending: "planned_appeal_ending",
  money_due: "planned_money_due",
  paypal_ending: "planned_paypal_ending",
  paypal_last_days: "planned_paypal_last_days",
  card_ending: "planned_card_ending",
  card_last_days: "planned_card_last_days",
  draft: "planned_draft",
  agreeing_ends: "planned_agreeing_ends",
  say_not_received: "planned_say_not_received",
  evidence_ending: "planned_evidence_ending",
  evidence_last_day: "planned_evidence_last_day",
  decision_late: "planned_decision_late",
  proposal_half_time: "planned_proposal_half_time",
  proposal_tomorrow: "planned_proposal_tomorrow",
  proposal_last_day: "planned_proposal_last_day",
  waiting_over: "planned_waiting_over",
  ship_return: "planned_ship_return",
  ship_return_soon: "planned_ship_return_soon",
  enter_tracking: "planned_enter_tracking",
  return_number: "planned_return_number",
  return_unpaid: "planned_return_unpaid",
  appeal_last_day: "planned_appeal_last_day",
  appeal_answer_late: "planned_appeal_answer_late",
  reopen_ending: "planned_reopen_ending",
  reopen_last_day: "planned_reopen_last_day",
  money_late: "planned_money_late",
};

/** The message that carries a reminder which is due: the same thing once more, on its way. */
export const isCarrier = ({ kind }) => kind === "reminder";

export const kindInWords = (kind) => say(KINDS[kind] ?? "planned_message");
