import CanonicalABI
import Interpreter

// A call in a run that is followed: its cursors say what they read and wrote.

extension FunctionActivation {
  mutating func follow(lift run: borrowing RunContext) {
    guard let border = run.border else { return }
    border.willLift()
    lift?.trace = []
  }

  mutating func follow(lowering run: borrowing RunContext) {
    guard let border = run.border else { return }
    // As many as any signature has.
    border.willLower(flatCount: 16)
    lower?.trace = []
  }
}
