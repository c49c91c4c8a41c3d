/// The panes, by the digits that choose them.
enum Tab: Int, Hashable, Sendable, CaseIterable {
  case browse = 1, bits, step, log

  var title: String {
    switch self {
    case .browse: "Browse"
    case .bits: "Bits"
    case .step: "Step"
    case .log: "Log"
    }
  }

  /// The pane so many places on, around the end.
  func moved(by distance: Int) -> Tab {
    let all = Self.allCases
    let index = (((rawValue - 1 + distance) % all.count) + all.count) % all.count
    return all[index]
  }
}
