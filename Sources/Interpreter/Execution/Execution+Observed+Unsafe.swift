import CInterpreter
import CoreModule
import CoreTypes

// What the watch saw.
extension Execution {
  /// How many times an instruction lost something, in either reading.
  package var observedTotal: UInt64 {
    guard let watch else { return 0 }
    let narrow = places(of: watch).reduce(wi_watch_unplaced(watch)) { $0 &+ $1.count.1 &+ $1.count.2 }
    return widePlaces(of: watch).reduce(narrow) { $0 &+ $1.count.0 &+ $1.count.1 }
  }

  /// What the watch saw, one event a place and reading, in the order in which the places first lost something.
  package var observed: [WatchedEvent] {
    guard let watch else { return [] }
    var events: [WatchedEvent] = []
    var wide = widePlaces(of: watch)[...]
    for (index, place) in places(of: watch).prefix(Self.maxListedPlaces).enumerated() {
      while let first = wide.first, first.earlier <= index { appendEvents(of: wide.removeFirst(), to: &events) }
      appendEvents(of: place, to: &events)
    }
    for place in wide { appendEvents(of: place, to: &events) }
    return events
  }

  /// How many places are told apart; the losses of others are only counted.
  private static let maxListedPlaces = 1_024

  private func places(of watch: OpaquePointer) -> [wi_watch_place] {
    (0..<wi_watch_place_count(watch)).map { wi_watch_place_at(watch, $0) }
  }

  private func widePlaces(of watch: OpaquePointer) -> [wi_wide_site] {
    // SAFETY: the watch holds as many sites as it counts.
    (0..<wi_watch_wide_place_count(watch)).map { wi_watch_wide_place(watch, $0).pointee }
  }

  private func appendEvents(of place: wi_watch_place, to events: inout [WatchedEvent]) {
    let address = UInt(bitPattern: place.pc)
    guard let instruction = watchedInstruction(at: address) else { return }
    let isNarrow = instruction.opcode.hasTwoNarrowOperands
    for (count, operands, further, lostSigned) in [
      (place.count.2, place.operands.2, place.further.2, true),
      (place.count.1, place.operands.1, place.further.1, false),
    ] where count > 0 {
      var (x, y) = isNarrow ? (operands & 0xFFFF_FFFF, operands >> 32) : (operands, further)
      if place.is_behind, instruction.translation.hasSwappedOperands(before: address) { swap(&x, &y) }
      let event = WatchedEvent(
        instruction.opcode, x, y, at: instruction.location, count: count, lostSigned: lostSigned)
      events.append(classified(event, in: instruction.module))
    }
  }

  private func appendEvents(of site: wi_wide_site, to events: inout [WatchedEvent]) {
    guard let instruction = watchedInstruction(at: UInt(bitPattern: site.pc)) else { return }
    for (count, operands, lostSigned) in [
      (site.count.0, site.operands.0, true), (site.count.1, site.operands.1, false),
    ] where count > 0 {
      let all = [operands.0, operands.1, operands.2, operands.3]
      let event = WatchedEvent(
        opcode: instruction.opcode, operands: Array(all.prefix(Loss.operandCount(of: instruction.opcode))),
        location: instruction.location, count: count, lostSigned: lostSigned)
      events.append(classified(event, in: instruction.module))
    }
  }

  /// The instruction whose code is at an address.
  private func watchedInstruction(
    at address: UInt
  ) -> (opcode: Opcode, location: CodeLocation, module: Module, translation: Translation)? {
    guard let translation = store.translations.translation(at: address),
      let offset = translation.sourceOffset(at: address),
      case .wasm(let instance, _) = translation.function.body,
      let location = location(of: address)
    else { return nil }
    let module = instance.object.module
    var reader = InstructionReader(module.bytes, in: offset..<module.range.upperBound, features: module.features)
    guard let instruction = try? reader.next() else { return nil }
    return (instruction.opcode, location, module, translation)
  }
}

extension Opcode {
  /// Whether it is one of the watched instructions with two operands of 32 bits.
  fileprivate var hasTwoNarrowOperands: Bool {
    switch self {
    case .i32Add, .i32Sub, .i32Mul, .i32Shl, .i32DivS, .i32RemS: true
    default: false
    }
  }
}
