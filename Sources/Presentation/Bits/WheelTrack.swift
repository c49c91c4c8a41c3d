internal import BitArithmetic
internal import StyledText

/// The cells of a ring, clockwise from the seam, and which numbers of a type lie on which.
///
/// The numbers ascend clockwise from the smallest, just behind the seam, to the largest, just before it; half way round,
/// opposite the seam, lies 0 where the type is signed, or 2^(n-1) where it is not:
///
///           0                 255 | 0
///      -1 . o . 1             . . # . .
///       .       .            .         .
///       .       .            .         .
///      . . # . .               . . o . .
///     -128 | 127                  128
struct WheelTrack {
  /// How many cells there are: the seam, one half of the numbers, the place opposite the seam, the other half.
  let count: Int
  let type: IntegerType

  /// A ring of at least four cells; nil where there are fewer, or an odd number of them.
  init?(count: Int, type: IntegerType) {
    guard count >= 4, count.isMultiple(of: 2) else { return nil }
    self.count = count
    self.type = type
  }

  /// The seam's cell.
  static let seam = 0

  /// The cell opposite the seam.
  var opposite: Int { count / 2 }

  /// How many cells lie on either side between the seam and the place opposite it.
  private var half: Int { count / 2 - 1 }

  /// The cell of a number, from 1 on.
  func cell(of bits: UInt64) -> Int {
    // How far the number is from the smallest one: 0 behind the seam, 2^(n-1) opposite it.
    let offset = UInt128((bits ^ (type.isSigned ? type.signBit : 0)) & type.mask)
    let middle = UInt128(type.signBit)
    if offset == middle { return opposite }
    let cells = UInt128(half)
    if offset < middle { return 1 + Int(offset * cells / middle) }
    return opposite + 1 + Int((offset - middle - 1) * cells / (middle - 1))
  }

  /// The cells that a way passes, its ends included, in the order in which it passes them.
  func cells(of way: WheelWay) -> [Int] {
    let (start, end) = (cell(of: way.start), cell(of: way.end))
    guard !way.distance.isZero else { return [start] }
    if way.rounds > 0 || way.crossings > 1 { return Array(0..<count) }
    let isClockwise = !way.distance.isNegative
    var cells = [start]
    var place = start
    var hasCrossed = way.crossings == 0
    while !(place == end && hasCrossed) && cells.count <= count {
      place = (place + (isClockwise ? 1 : count - 1)) % count
      if place == Self.seam { hasCrossed = true }
      cells.append(place)
    }
    return cells
  }
}

/// A way along the circle of a type's numbers: clockwise is up.
struct WheelWay {
  let type: IntegerType
  /// Where it begins.
  let start: UInt64
  /// Where it ends: the wrapped result.
  let end: UInt64
  /// How far it goes: positive is clockwise.
  let distance: ExactInteger
  /// How often it passes the seam.
  let crossings: UInt128

  /// An operation's: from x for an addition or subtraction, from 0 for the others, which have no such start.
  init(_ facts: OperationFacts) {
    type = facts.type
    end = facts.result
    crossings = facts.wraps.magnitude
    switch facts.operation {
    case .add: (start, distance) = (facts.x, facts.type.value(of: facts.y))
    case .sub: (start, distance) = (facts.x, -facts.type.value(of: facts.y))
    case .neg: (start, distance) = (0, -facts.type.value(of: facts.x))
    case .mul, .shl: (start, distance) = (0, facts.exact)
    }
  }

  /// How many times it goes all the way round.
  var rounds: UInt128 { distance.magnitude >> UInt128(type.width) }
}

extension ExactInteger {
  fileprivate var isZero: Bool { magnitude == 0 }
}
