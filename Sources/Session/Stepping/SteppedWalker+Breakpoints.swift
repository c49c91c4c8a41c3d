import ComponentRuntime
import CoreModule
import CoreTypes
import Interpreter

/// A session's breakpoints as a walk has them, each with its number.
struct WalkBreakpoints {
  /// Those that are no places.
  var overflow: Int?
  var trap: Int?
  /// Those that are, by what they stand for.
  var places: [Int: Breakpoint] = [:]
  /// What they are in the instances that were looked at.
  var byInstance: [ObjectIdentifier: WalkStops] = [:]
}

/// Where a walk stops in one instance, each with the number of a breakpoint.
struct WalkStops {
  var code: [CodePlace: Int] = [:]
  /// Calls of functions of the host, by their tags.
  var calls: [Int: Int] = [:]
}

extension SteppedWalker {
  /// Lets the walk stop at these from now on.
  func take(_ all: [Int: Breakpoint]) {
    guard all != breakpoints.all else { return }
    breakpoints = WalkBreakpoints(places: all.filter { $0.value != .overflow && $0.value != .trap })
    breakpoints.overflow = all.first { $0.value == .overflow }?.key
    breakpoints.trap = all.first { $0.value == .trap }?.key
    let own = stops(in: instance)
    call.breakpoints = Set(own.code.keys)
    call.callBreakpoints = Set(own.calls.keys)
    call.stopInLinked(isNeeded: !breakpoints.places.isEmpty) { [weak self] instance in
      self?.places(in: instance).map(\.place) ?? []
    }
  }

  /// The places of an instance that breakpoints stand for, with their numbers, the lowest first.
  private func places(in instance: any ComponentInstance) -> [(place: StoppingPlace, number: Int)] {
    guard !breakpoints.places.isEmpty else { return [] }
    guard let stopping = stoppingPlaces[ObjectIdentifier(instance)] ?? instance.stoppingPlaces else { return [] }
    stoppingPlaces[ObjectIdentifier(instance)] = stopping
    return breakpoints.places.sorted { $0.key < $1.key }.flatMap { number, breakpoint in
      stopping.places(of: breakpoint).map { ($0, number) }
    }
  }

  private func stops(in instance: any ComponentInstance) -> WalkStops {
    if let known = breakpoints.byInstance[ObjectIdentifier(instance)] { return known }
    var stops = WalkStops()
    for (place, number) in places(in: instance) {
      switch place.stop {
      case .code(let place): stops.code[place] = stops.code[place] ?? number
      case .call(let tag): stops.calls[tag] = stops.calls[tag] ?? number
      }
    }
    breakpoints.byInstance[ObjectIdentifier(instance)] = stops
    return stops
  }

  /// Where the walk stops in the instance that it is in.
  var here: WalkStops { stops(in: call.instanceHere ?? instance) }

  /// The breakpoint of the instruction in hand.
  var breakpointHere: Int? {
    guard !breakpoints.places.isEmpty, let frame = call.state(frameLimit: 1).frames.first else { return nil }
    let code = stops(in: frame.instance ?? instance).code
    if let number = code[CodePlace(frame.code.function, offset: frame.code.location.offset)] { return number }
    // A function's beginning.
    let isAtEntry = frame.code.function.entry?.offset == frame.code.location.offset
    return isAtEntry ? code[CodePlace(frame.code.function)] : nil
  }

  func mark(_ all: [Int: Breakpoint], in reply: inout StepReply) {
    take(all)
    reply.breakpoints = marks(in: reply.code, of: call.state(frameLimit: 1).frames.first)
  }

  /// The breakpoints at the lines of a frame's listing, by the lines' file offsets.
  func marks(in listing: InstructionListing?, of frame: SteppedFrame?) -> [Int: Int] {
    guard let listing, let frame, !breakpoints.places.isEmpty else { return [:] }
    let function = CodePlace(frame.code.function).function
    var marks: [Int: Int] = [:]
    for (place, number) in stops(in: frame.instance ?? instance).code where place.function == function {
      guard let offset = place.offset ?? frame.code.function.entry?.offset else { continue }
      marks[offset] = min(number, marks[offset] ?? number)
    }
    let listed = Set(listing.lines.map(\.offset))
    return marks.filter { listed.contains($0.key) }
  }
}

extension WalkBreakpoints {
  /// All of them as they were given.
  fileprivate var all: [Int: Breakpoint] {
    var all = places
    if let overflow { all[overflow] = .overflow }
    if let trap { all[trap] = .trap }
    return all
  }
}
