import ComponentRuntime
import CoreTypes
import Session
import StyledText

/// What a key or click in the Step pane asks of the explorer.
enum StepEffect: Hashable, Sendable {
  /// The key was used, and the pane may look different.
  case none
  /// The key means nothing to the pane.
  case unused
  /// The key means something, and there is no further to go.
  case bell
  /// One line to be said.
  case message(String)
}

/// The places where the last call lost something, and the instructions around the one in hand.
///
/// It holds data only: whoever owns it looks at `wantedPlace` and supplies the instructions.
struct StepPane: Sendable {
  /// How many instructions are listed around a place.
  static let listingLines = 401

  /// The call that is walked, which is shown in the place of the last call's events.
  var walk: WalkPane?
  /// What is known of the last call; nil before the first.
  private(set) var report: CallReport?
  /// The event in hand, by its index in the report.
  private(set) var selected = 0
  /// How many lines the listing is moved from having the place in its middle.
  var scrolled = 0
  /// The instructions around the events that were looked at; nil where there are none.
  private var listings: [Int: InstructionListing?] = [:]

  init() {}

  /// Shows where a walk stands.
  mutating func show(_ step: StepReply) {
    if walk == nil { walk = WalkPane(step) } else { walk?.show(step) }
  }

  /// Shows a call's events. An input that called nothing leaves the last call's.
  mutating func show(_ report: CallReport?) {
    guard let report else { return }
    self.report = report
    listings = [:]
    scrolled = 0
    selected = report.events.firstIndex { !$0.isNoise } ?? 0
  }

  /// Takes an event in hand, by its index in the report.
  mutating func select(event index: Int) {
    guard let report, report.events.indices.contains(index) else { return }
    selected = index
    scrolled = 0
  }

  /// The events, in the order in which the places first lost something.
  var events: [ReportedEvent] { report?.events ?? [] }

  /// The event in hand.
  var event: ReportedEvent? { events.indices.contains(selected) ? events[selected] : nil }

  /// The place whose instructions are to be supplied; nil where they are known or there are none.
  var wantedPlace: (location: CodeLocation, instance: String)? {
    guard listings[selected] == nil, let report, let location = event?.event.location else { return nil }
    return (location, report.instance)
  }

  /// Takes the instructions around the wanted place; nil where they are not there.
  ///
  /// Code that does not have the event's instruction there is another's: a component that was loaded since.
  mutating func supply(_ listing: InstructionListing?) {
    let place = listing?.lines.first(where: \.isEvent)
    let isSame = place.map { $0.text.firstWord == event?.event.instruction.firstWord } ?? false
    listings[selected] = .some(isSame ? listing : nil)
  }

  /// The instructions around the event in hand.
  var listing: InstructionListing? { listings[selected] ?? nil }

  // MARK: - Keys

  /// Applies a key; the sizes are those that the pane is drawn at.
  mutating func apply(_ key: Key, columns: Int = 80, rows: Int = 14) -> StepEffect {
    switch key {
    case .character("]"), .character("n"): return move(1)
    case .character("["), .character("N"): return move(-1)
    case .down, .character("j"): return scrollListing(by: 1, columns, rows)
    case .up, .character("k"): return scrollListing(by: -1, columns, rows)
    case .pageDown: return scrollListing(by: max(1, listingRoom(columns, rows) - 1), columns, rows)
    case .pageUp: return scrollListing(by: -max(1, listingRoom(columns, rows) - 1), columns, rows)
    case .home, .character("g"): return scrollListing(by: -Self.listingLines, columns, rows)
    case .end, .character("G"): return scrollListing(by: Self.listingLines, columns, rows)
    default: return .unused
    }
  }

  /// Takes the event in hand that was clicked.
  mutating func click(row: Int, column: Int, columns: Int, rows: Int) -> StepEffect {
    guard let index = eventRows(columns, rows).first(where: { $0.row == row })?.event else { return .none }
    select(event: index)
    return .none
  }

  /// Moves the listing, as a wheel does.
  mutating func scroll(by lines: Int, columns: Int, rows: Int) {
    if walk != nil {
      _ = walk?.scroll(by: lines, rows)
      return
    }
    _ = scrollListing(by: lines, columns, rows)
  }

  private mutating func move(_ distance: Int) -> StepEffect {
    guard !events.isEmpty else { return .message("no call lost anything yet") }
    guard events.indices.contains(selected + distance) else { return .bell }
    select(event: selected + distance)
    return .none
  }

  private mutating func scrollListing(by distance: Int, _ columns: Int, _ rows: Int) -> StepEffect {
    guard let listing else { return .bell }
    let room = listingRoom(columns, rows)
    let top = topLine(of: listing, room: room)
    scrolled = top + distance - (listing.eventIndex - room / 2)
    let moved = topLine(of: listing, room: room)
    scrolled += moved - (top + distance)
    return moved == top ? .bell : .none
  }

  /// The first line shown where there is room for so many: the place in the middle, moved by what was scrolled.
  func topLine(of listing: InstructionListing, room: Int) -> Int {
    min(max(0, listing.eventIndex - room / 2 + scrolled), max(0, listing.lines.count - max(0, room)))
  }

  // MARK: - Words

  /// The keys that do something here, for the line of hints.
  var hints: [(key: String, meaning: String)] {
    if let walk { return walk.hints }
    guard !events.isEmpty else { return [] }
    return (events.count > 1 ? [("[ ]", "overflow")] : []) + [("y", "bits")]
      + (listing == nil ? [] : [("Up Down", "scroll")])
  }

  /// What the pane is for and its keys, for whoever asks.
  var help: [String] {
    guard walk == nil else { return WalkPane.help }
    return [
      "The instructions of the last call whose exact result did not fit, in the order in which each first lost",
      "something. => marks the one in hand, with the code around it below.",
      "[ ] or n N   the previous and the next of them",
      "Up Down PgUp PgDn g G   scroll the code",
      "y   the bits of the instruction in hand; Esc climbs back",
      "An instruction has no sign: a wrap inside need not mean that the result is wrong.",
    ]
  }
}

extension InstructionListing {
  /// The index of the line at the place.
  var eventIndex: Int { lines.firstIndex(where: \.isEvent) ?? lines.count / 2 }
}

extension String {
  /// An instruction without its operands.
  fileprivate var firstWord: Substring { prefix { $0 != " " } }
}
