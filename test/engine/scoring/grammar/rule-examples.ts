/** For each rule: answers in which it must fire, and answers much like them in which no rule may. */
export interface RuleExamples {
  readonly fires: readonly string[];
  readonly silent: readonly string[];
}
