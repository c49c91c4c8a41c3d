import ComponentRuntime
import CoreModule
import CoreTypes
import Interpreter

/// What is compared of a stop: where it is, a number of the guests' whole state, and what a view shows of the frames.
struct SeenStop: Hashable {
  let position: StepPosition
  let fingerprint: Int
  let frames: [String]
  let moment: CallMoment?

  init(_ call: SteppedCall) {
    position = call.position
    fingerprint = call.fingerprint
    frames = call.state().frames.map {
      "\($0.component ?? -1) \($0.code.location.offset) \($0.code.locals) \($0.code.operands)"
    }
    moment = call.moment
  }
}
