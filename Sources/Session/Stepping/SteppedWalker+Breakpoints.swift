import ComponentRuntime
import CoreModule
import CoreTypes
import Interpreter

/// A session's breakpoints as a walk has them, by what stops it; each with its number.
struct WalkBreakpoints {
  /// Those that are no places.
  var overflow: Int?
  var trap: Int?
  var code: [CodePlace: Int] = [:]
  /// Calls of functions of the host, by their tags.
  var calls: [Int: Int] = [:]
  /// What each stands for, once that was looked for.
  var places: [Breakpoint: [StoppingPlace]] = [:]
}

extension SteppedWalker {
  /// Lets the walk stop at these from now on.
  func take(_ all: [Int: Breakpoint]) {
    var taken = WalkBreakpoints(places: breakpoints.places)
    for (number, breakpoint) in all.sorted(by: { $0.key < $1.key }) {
      switch breakpoint {
      case .overflow: taken.overflow = number
      case .trap: taken.trap = number
      case .function, .import, .offset:
        let places = taken.places[breakpoint] ?? stoppingPlaces?.places(of: breakpoint) ?? []
        taken.places[breakpoint] = places
        for place in places.codePlaces { taken.code[place] = taken.code[place] ?? number }
        for tag in places.callTags { taken.calls[tag] = taken.calls[tag] ?? number }
      }
    }
    breakpoints = taken
    let code = Set(taken.code.keys)
    if call.breakpoints != code { call.breakpoints = code }
    call.callBreakpoints = Set(taken.calls.keys)
  }

  var isAtPlace: Bool { breakpointHere != nil }

  /// The breakpoint of the instruction in hand.
  var breakpointHere: Int? {
    guard !breakpoints.code.isEmpty, let frame = call.state(frameLimit: 1).frames.first?.code else { return nil }
    if let number = breakpoints.code[CodePlace(frame.function, offset: frame.location.offset)] { return number }
    // A function's beginning.
    return isAtEntry(frame) ? breakpoints.code[CodePlace(frame.function)] : nil
  }

  private func isAtEntry(_ frame: CodeFrame) -> Bool { frame.function.entry?.offset == frame.location.offset }

  func mark(_ all: [Int: Breakpoint], in reply: inout StepReply) {
    take(all)
    reply.breakpoints = marks(in: reply.code, of: call.state(frameLimit: 1).frames.first?.code)
  }

  /// The breakpoints at the lines of a frame's listing, by the lines' file offsets.
  func marks(in listing: InstructionListing?, of frame: CodeFrame?) -> [Int: Int] {
    guard let listing, let frame, !breakpoints.code.isEmpty else { return [:] }
    let function = CodePlace(frame.function).function
    var marks: [Int: Int] = [:]
    for (place, number) in breakpoints.code where place.function == function {
      guard let offset = place.offset ?? frame.function.entry?.offset else { continue }
      marks[offset] = Swift.min(number, marks[offset] ?? number)
    }
    let listed = Set(listing.lines.map(\.offset))
    return marks.filter { listed.contains($0.key) }
  }
}
