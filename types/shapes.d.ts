// What the hall tells, drawn from its view models by tools/documents.py: the scripts of the pages
// are checked against it, see tsconfig.json. A field with `?` may be left away.

/** The hall's memory was read: how far it is. */
export interface Alive {
  version: number;
  ok?: boolean;
}

/**
 * Somebody who is called or being served, and where; of others only how they stand.
 *
 * `at` is when they were called last, `times` how often, `spoken` the sentence that calls them.
 */
export interface BoardCall {
  number: string;
  state: State;
  service_id: string;
  counter?: number;
  counter_name?: Record<string, string>;
  at?: string | null;
  times?: number;
  spoken?: Record<string, string>;
}

/**
 * A line as screens and phones need it; `estimate` is for somebody who joins it now.
 *
 * `waits` is the range for those before whom so many are called, `[ahead, low, high]` in minutes;
 * between them it is a straight line. From `late_from` on today may not be long enough.
 */
export interface BoardLine {
  waiting: number;
  estimate: Estimate | null;
  waits: Knot[];
  prospect: Prospect;
  late_from: number | null;
}

/** What one event changed. After new data of the hall (`anew`) only a snapshot is right. */
export interface BoardMessage {
  version: number;
  calls: BoardCall[];
  queues: Record<string, MovedLine>;
  anew?: boolean;
}

/** What people queue for, as the board names it. */
export interface BoardService {
  id: string;
  prefix: string;
  name: Record<string, string>;
}

/** The whole board at one version. It holds numbers and counters, never a person. */
export interface BoardSnapshot {
  version: number;
  epoch: number;
  hall: NamedHall;
  is_open: boolean;
  open_note: Record<string, string>;
  now: string;
  timezone: string;
  calls: BoardCall[];
  queues: Record<string, WholeLine>;
  services: BoardService[];
  notices: Record<string, string>[];
}

/** Which line of the rule decided. */
export type Branch = "by_hand" | "only_privileged" | "only_regular" | "privileged_earlier" | "ratio_reached" | "regular_earlier";

/**
 * Call the next, and `finish` whoever is served there in the same press, with an outcome; or
 * call this ticket out of turn, for a reason.
 */
export interface Call {
  finish?: boolean;
  outcome?: string | null;
  ticket_id?: number | null;
  reason?: string | null;
}

/** Somebody came into a line, at this place as it is counted after it. */
export interface Came {
  place: number;
  number: string;
}

/**
 * What a screen missed: `messages`, or the whole board (`snapshot`) when that is simpler.
 *
 * `refused`: it cannot be said now, for the reason of this code; ask again later.
 */
export interface CaughtUp {
  messages?: BoardMessage[];
  snapshot?: BoardSnapshot;
  refused?: string;
}

/** What may be said as a reason, or as what came of a visit. */
export interface Choice {
  id: string;
  name: Record<string, string>;
}

/** What the hall lets its staff say; a press whose list is empty asks nothing. */
export interface Choices {
  pauses: Choice[];
  holds: Choice[];
  by_hand: Choice[];
  outcomes: Choice[];
}

/**
 * A citizen's own turn, and the hall's hours around it.
 *
 * `ahead`, `estimate` and `prospect` are null for one who is not in line today; the counter is
 * the one that calls or serves them. `opens_at` is null while the hall is open; `closes_at` is the
 * end of today's last shift, null when there is none any more.
 */
export interface CitizenTicket {
  number: string;
  state: State;
  service: NamedService;
  ahead: number | null;
  estimate: Estimate | null;
  prospect: Prospect | null;
  counter: number | null;
  counter_name: Record<string, string> | null;
  called_at: string | null;
  issued_at: string;
  times_called: number;
  rating: number | null;
  can_rate: boolean;
  can_cancel: boolean;
  now: string;
  is_open: boolean;
  opens_at: string | null;
  closes_at: string | null;
  may_return_min: number;
  version: number;
  epoch: number;
  why?: null;
}

/**
 * A counter and how it stands; `clerk` opened it today and, when `is_seated`, sits there;
 * `pause_reason` is why it is paused.
 */
export interface CounterCard {
  id: string;
  number: number;
  name: Record<string, string>;
  is_retired: boolean;
  state: CounterState;
  clerk: string | null;
  is_seated: boolean;
  pause_reason: Record<string, string> | null;
  services: CounterService[];
}

/** A service of a counter, and how many wait for it (null where nobody asked). */
export interface CounterService {
  id: string;
  name: Record<string, string>;
  waiting: number | null;
}

/** Whether a counter calls people now. */
export type CounterState = "closed" | "open" | "paused";

/** Every counter of the hall. */
export interface Counters {
  counters: CounterCard[];
}

/**
 * Who is at the counter, called or served for `since_s`. `has_slip`: one was printed, or is to
 * be.
 */
export interface CurrentPerson {
  id: number;
  number: string;
  state: State;
  service_id: string;
  counter_id: string | null;
  counter: number | null;
  ahead: number | null;
  estimate: Estimate | null;
  prospect: Prospect | null;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  times_called: number;
  priority_group?: string | null;
  procedure_code?: string | null;
  rating?: number | null;
  outcome?: string | null;
  waited_min: number;
  since_s: number;
  service_name: Record<string, string>;
  has_slip: boolean;
  priority?: Record<string, string> | null;
  procedure?: ProcedureGuide | null;
}

/** The counter's day so far; `unstarted` of those served were finished without a start. */
export interface DayOfCounter {
  served: number;
  unstarted: number;
  no_show: number;
  mean_service_min: number | null;
}

/**
 * One counter's screen. `waiting` are the first in line, `waiting_count` all of them, and
 * `left_alone` those of them whom no other open counter calls.
 */
export interface DeskScreen {
  version: number;
  epoch: number;
  counter: CounterCard;
  current: CurrentPerson | null;
  next: NextPerson | null;
  waiting: PersonRow[];
  waiting_count: number;
  left_alone: number;
  held: PersonRow[];
  absent: PersonRow[];
  today: DayOfCounter;
  transfer_to: Choice[];
  choices: Choices;
  printers: PrinterTrouble[];
}

/** What came of a slip: `queued` says that nothing was printed and it will be tried again. */
export interface End {
  spool: string;
  state: "confirmed" | "failed" | "queued" | "unknown";
  problem?: string;
  used_mm?: number;
}

/** A waiting time in minutes, from the hopeful to the careful end. */
export interface Estimate {
  low_min: number;
  high_min: number;
}

/** End the service; what came of it, of the hall's list. */
export interface Finish {
  outcome?: string | null;
}

/** A priority group that people choose themselves, and what they show for it. */
export interface GroupButton {
  code: string;
  button: Record<string, string>;
  evidence: Record<string, string>;
}

/** Is it the real time, and how fast does it run? */
export interface HallClock {
  real: boolean;
  speed: number;
}

/** The version there is, that which the live messages have reached (`told`), and the door. */
export interface Heartbeat {
  version: number;
  told: number;
  epoch: number;
  now: string;
  is_open: boolean;
  open_note: Record<string, string>;
}

/** Let somebody step away, with a word on why. */
export interface Hold {
  reason?: string | null;
}

/** A ticket for whoever gave the number: with the key of its QR code, and where that leads. */
export interface IssuedTicket {
  id: number;
  number: string;
  state: State;
  service_id: string;
  counter_id: string | null;
  counter: number | null;
  ahead: number | null;
  estimate: Estimate | null;
  prospect: Prospect | null;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  times_called: number;
  priority_group?: string | null;
  procedure_code?: string | null;
  rating?: number | null;
  outcome?: string | null;
  status_url: string;
  key?: string;
}

/** Events in order, each with its `seq`, its `kind` and its own facts; the newest version. */
export interface JournalPage {
  version: number;
  epoch: number;
  events: Record<string, unknown>[];
}

/** The range for one before whom so many are called, in minutes from now, not yet rounded. */
export type Knot = [number, number, number];

/** What can still be taken back on a ticket, and for how many seconds. */
export interface LastPress {
  ticket_id: number;
  number: string;
  what: Record<string, string>;
  seconds: number;
}

/**
 * A line that may have changed, and how its people moved since the version `since`.
 *
 * `left` are the places that fell out, as they were counted then. `moved` stands for the three
 * when they would not say it: whoever must know asks again.
 */
export interface MovedLine {
  waiting: number;
  estimate: Estimate | null;
  waits: Knot[];
  prospect: Prospect;
  late_from: number | null;
  since?: number;
  left?: number[];
  came?: Came[];
  moved?: boolean;
}

/** Whose board it is. */
export interface NamedHall {
  name: Record<string, string>;
}

/** What somebody came for. */
export interface NamedService {
  id: string;
  name: Record<string, string>;
}

/** A printer with a new roll, of which nothing is used. */
export interface NewRoll {
  device: string;
  printed_mm?: number;
}

/** Take a number: for which service, and if it applies group, procedure, slip's language. */
export interface NewTicket {
  service_id: string;
  priority_group?: string | null;
  procedure_code?: string | null;
  language?: "en" | "vi";
}

/** Who is called next, and the sentence that says why. */
export interface NextPerson {
  id: number;
  number: string;
  service_id: string;
  service_name: Record<string, string>;
  waited_min: number;
  counter_id: string | null;
  priority_group?: string | null;
  priority?: Record<string, string> | null;
  reason?: string | null;
  reason_text?: Record<string, string> | null;
  why: Record<string, string>;
  branch: Branch;
}

/** A press that says everything in its address. */
export type Nothing = Record<string, unknown>;

/** Open a counter; `take_over` it from whoever sits there, and leave one's own of before. */
export interface Open {
  take_over?: boolean;
}

/** Pause a counter; why, of the hall's list. */
export interface Pause {
  reason?: string | null;
}

/** Somebody in a list of the desk; what the reader may not know is left away. */
export interface PersonRow {
  id: number;
  number: string;
  service_id: string;
  service_name: Record<string, string>;
  waited_min: number;
  counter_id: string | null;
  priority_group?: string | null;
  priority?: Record<string, string> | null;
  reason?: string | null;
  reason_text?: Record<string, string> | null;
}

/**
 * A printer: how it stands, how much paper is left, its newest slips.
 *
 * `address` is `agent` where a program beside the kiosk prints; `hindrance` is a code, empty when
 * nothing is in the way; `left_percent` is null when nobody said when the roll was new.
 */
export interface PrinterCard {
  device: string;
  address: string;
  is_known: boolean;
  paper: string;
  hindrance: string;
  says: Record<string, string>;
  printed_mm: number;
  left_percent: number | null;
  roll_at: string | null;
  seen_at: string | null;
  slips: SlipCard[];
}

/** A printer that staff must look at; the sentence says why and what to do. */
export interface PrinterTrouble {
  device: string;
  says: Record<string, string>;
}

/** The hall's printers. */
export interface Printers {
  printers: PrinterCard[];
}

/**
 * A refusal, as RFC 9457 says it: `code` is stable, `detail` is a sentence to show.
 *
 * Facts of the refusal stand beside them; a failure's `request_id` names it in the log.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  request_id?: string;
}

/** A procedure as people read it before they take a number; fees in dong. */
export interface ProcedureGuide {
  code: string;
  name: Record<string, string>;
  fee_vnd: number | null;
  fee_online_vnd: number | null;
  time_text: Record<string, string>;
  same_day_cutoff: boolean;
  papers: Record<string, string>[];
}

/** What somebody who waits may expect of their line. */
export type Prospect = "after" | "break" | "closed" | "late" | "no_counter" | "open";

/** Rate a visit from 1 (very dissatisfied) to 5 (very satisfied). */
export interface Rating {
  value: number;
  reason?: string | null;
}

/** How the printer stands, and the spool of the agent that says so. */
export interface Report {
  spool: string;
  is_known?: boolean;
  paper?: "fine" | "low" | "out" | "unknown";
  hindrance?: string;
}

/** Whose printer it is that was told of. */
export interface Reported {
  device: string;
}

/** Print a slip again; at which device's printer, when not where it was printed before. */
export interface Reprint {
  device?: string | null;
}

/** Go on serving; at which counter, when it is not the one that held the ticket. */
export interface Resume {
  counter_id?: string | null;
}

/**
 * A service as a button: names, whether it is open, who waits and for how long.
 *
 * `opens_at` is null while the hall is open. `counters` are the numbers of those that serve it,
 * `words` all that a search looks through.
 */
export interface ServiceButton {
  id: string;
  prefix: string;
  name: Record<string, string>;
  hint: Record<string, string>;
  purpose: string;
  open_now: boolean;
  opens_at: string | null;
  waiting: number;
  counters: number[];
  estimate: Estimate | null;
  prospect: Prospect;
  words: string;
}

/** One service with its procedures and the hall's priority groups. */
export interface ServicePage {
  service: ServiceButton;
  procedures: ProcedureGuide[];
  priority_groups: GroupButton[];
}

/** The kiosk's buttons. */
export interface Services {
  services: ServiceButton[];
}

/** One of a printer's newest slips. `is_over`: the turn it is for has ended. */
export interface SlipCard {
  ticket_id: number;
  number: string;
  copy: number;
  state: SlipState;
  problem: string;
  says: Record<string, string>;
  is_over: boolean;
  wanted_at: string;
}

/** How a slip stands for the person who waits for it. */
export interface SlipNews {
  paper: "again" | "ask" | "broken" | "none" | "out" | "printing" | "sent" | "take";
}

/** How a slip stands. */
export interface SlipStand {
  ticket_id: number;
  copy: number;
  state: SlipState;
}

/** What is known of a slip. `unknown`: it may be in somebody's hand, or may not. */
export type SlipState = "confirmed" | "failed" | "queued" | "sending" | "unknown";

/**
 * A slip that is to come out, as `python -m printer` reads one, and for how many seconds more
 * somebody waits for it.
 */
export interface SlipToPrint {
  ticket_id: number;
  copy: number;
  state: SlipState;
  seconds: number;
  paper: unknown;
}

/** What is to come out of a device's printer, first what was wanted first. */
export interface SlipsToPrint {
  slips: SlipToPrint[];
}

/**
 * A ticket with its place in line; what somebody may not know is left away.
 *
 * `ahead`, `estimate` and `prospect` are null for one who is not in line today.
 */
export interface StaffTicket {
  id: number;
  number: string;
  state: State;
  service_id: string;
  counter_id: string | null;
  counter: number | null;
  ahead: number | null;
  estimate: Estimate | null;
  prospect: Prospect | null;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  times_called: number;
  priority_group?: string | null;
  procedure_code?: string | null;
  rating?: number | null;
  outcome?: string | null;
}

/** A slip is being printed from now on. */
export interface Start {
  spool: string;
}

/** Where a ticket is in its day. */
export type State = "called" | "cancelled" | "held" | "no_show" | "served" | "serving" | "waiting";

/** The whole board, and the clock it goes by. */
export interface TimedBoard {
  version: number;
  epoch: number;
  hall: NamedHall;
  is_open: boolean;
  open_note: Record<string, string>;
  now: string;
  timezone: string;
  calls: BoardCall[];
  queues: Record<string, WholeLine>;
  services: BoardService[];
  notices: Record<string, string>[];
  clock: HallClock;
}

/** Send somebody to another service. */
export interface Transfer {
  service_id: string;
}

/** The press that this caller can still take back; null when there is none. */
export interface Undoable {
  undo: LastPress | null;
}

/** A line with everybody's number in order. `ahead` is left away when it is their place. */
export interface WholeLine {
  waiting: number;
  estimate: Estimate | null;
  waits: Knot[];
  prospect: Prospect;
  late_from: number | null;
  order: string[];
  ahead?: number[];
}
