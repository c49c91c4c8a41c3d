/// Types and functions.
extension RandomWIT {
  /// The declarations of an interface or world: text by text, and what may be named in it.
  struct Scope {
    var types: [MadeType] = []
    /// Those that an unstable gate may drop are in no scope.
    var texts: [String] = []
    var uses: Set<Int> = []
  }

  private static let primitives = [
    "bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "f32", "f64", "char", "string", "error-context",
  ]
  private static let keys = ["bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "char", "string"]

  // MARK: Expressions

  /// A type as it is used.
  ///
  /// - Returns: The text, and whether a borrow is in it.
  mutating func expression(_ scope: Scope, depth: Int = 0, mayBorrow: Bool) -> (text: String, hasBorrow: Bool) {
    let named = scope.types.filter { mayBorrow || !$0.hasBorrow }
    if !named.isEmpty, random.chance(35), let type = random.pick(named) {
      if type.isResource, random.chance(50) {
        if mayBorrow, random.chance(60) { return ("borrow<\(type.name)>", true) }
        return ("own<\(type.name)>", false)
      }
      return (type.name, type.hasBorrow)
    }
    guard depth < 4, random.chance(45) else { return (random.pick(Self.primitives) ?? "u8", false) }
    func part(_ maker: inout RandomWIT) -> (text: String, hasBorrow: Bool) {
      maker.expression(scope, depth: depth + 1, mayBorrow: mayBorrow)
    }
    switch random.below(9) {
    case 0:
      let element = part(&self)
      return ("list<\(element.text)>", element.hasBorrow)
    case 1:
      let element = part(&self)
      return ("list<\(element.text),\(gap())\(1 + random.below(9))>", element.hasBorrow)
    case 2:
      let value = part(&self)
      return ("map<\(random.pick(Self.keys) ?? "u8"), \(value.text)>", value.hasBorrow)
    case 3:
      let value = part(&self)
      return ("option<\(gap())\(value.text)>", value.hasBorrow)
    case 4: return random.chance(50) ? ("stream", false) : streamOrFuture("stream", scope, depth)
    case 5: return random.chance(50) ? ("future", false) : streamOrFuture("future", scope, depth)
    case 6:
      var elements: [(text: String, hasBorrow: Bool)] = []
      for _ in 0...random.below(3) { elements.append(part(&self)) }
      let comma = random.chance(20) ? "," : ""
      return (
        "tuple<\(elements.map(\.text).joined(separator: ", "))\(comma)>", elements.contains { $0.hasBorrow }
      )
    default:
      let (ok, error) = (part(&self), part(&self))
      switch random.below(4) {
      case 0: return ("result", false)
      case 1: return ("result<\(ok.text)>", ok.hasBorrow)
      case 2: return ("result<_, \(error.text)>", error.hasBorrow)
      default: return ("result<\(ok.text), \(error.text)>", ok.hasBorrow || error.hasBorrow)
      }
    }
  }

  private mutating func streamOrFuture(_ word: String, _ scope: Scope, _ depth: Int) -> (String, Bool) {
    ("\(word)<\(expression(scope, depth: depth + 1, mayBorrow: false).text)>", false)
  }

  // MARK: Declarations

  /// Adds `count` types to a scope, each made of those before it.
  mutating func declareTypes(_ count: Int, in scope: inout Scope, version: String?) {
    for _ in 0..<count {
      let name = freshName()
      let isDropped = random.chance(8)
      let gates = isDropped ? unstableGate() : gate(version)
      var type = MadeType(name: name)
      let text: String
      switch random.below(6) {
      case 0:
        let target = expression(scope, mayBorrow: true)
        type.hasBorrow = target.hasBorrow
        type.isResource = scope.types.contains { $0.name == target.text && $0.isResource }
        text = "type \(name)\(gap())= \(target.text);"
      case 1:
        type.isResource = true
        // Members name their resource, so that they have to go with it.
        text = resource(name, scope, gates: isDropped ? gates : nil, version)
      case 2:
        var members: [String] = []
        for member in memberNames(1 + random.below(4)) {
          let field = expression(scope, mayBorrow: true)
          type.hasBorrow = type.hasBorrow || field.hasBorrow
          members.append("\(documentation())\(member):\(gap())\(field.text)")
        }
        text = braced("record \(name)", members)
      case 3:
        var members: [String] = []
        for member in memberNames(1 + random.below(4)) {
          var member = documentation() + member
          if random.chance(50) {
            let payload = expression(scope, mayBorrow: true)
            type.hasBorrow = type.hasBorrow || payload.hasBorrow
            member += "(\(payload.text))"
          }
          members.append(member)
        }
        text = braced("variant \(name)", members)
      default:
        let members = memberNames(1 + random.below(6)).map { documentation() + $0 }
        text = braced(random.chance(50) ? "enum \(name)" : "flags \(name)", members)
      }
      scope.texts.append(documentation() + gates + text + "\n")
      if !isDropped { scope.types.append(type) }
    }
  }

  private mutating func braced(_ head: String, _ members: [String]) -> String {
    "\(head)\(gap()){\n\(members.joined(separator: ",\n"))\(random.chance(50) ? "," : "")\n}"
  }

  private mutating func resource(_ name: String, _ scope: Scope, gates: String?, _ version: String?) -> String {
    guard random.chance(70) else { return "resource \(name);" }
    var inside = scope
    inside.types.append(MadeType(name: name, isResource: true))
    var members: [String] = []
    if random.chance(60) {
      var result = ""
      if random.chance(30) { result = " -> result<\(name), \(expression(scope, mayBorrow: false).text)>" }
      members.append(documentation() + (gates ?? gate(version)) + "constructor\(parameters(inside))\(result);\n")
    }
    for method in memberNames(random.below(4)) {
      let kind = random.chance(30) ? "static " : ""
      members.append(documentation() + (gates ?? functionGates(version)) + "\(method): \(kind)\(signature(inside));\n")
    }
    return "resource \(name) {\n\(members.shuffled(using: &random).joined())}"
  }

  // MARK: Functions

  /// `func(…) -> …`.
  mutating func signature(_ scope: Scope) -> String {
    var text = (random.chance(20) ? "async " : "") + "func" + parameters(scope)
    if random.chance(60) { text += "\(gap())->\(gap())\(expression(scope, mayBorrow: false).text)" }
    return text
  }

  private mutating func parameters(_ scope: Scope) -> String {
    let list = memberNames(random.below(4)).map { "\($0): \(expression(scope, mayBorrow: true).text)" }
    return "(" + list.joined(separator: ", ") + (!list.isEmpty && random.chance(15) ? ",)" : ")")
  }

  /// Adds freestanding functions to an interface's texts.
  mutating func declareFunctions(_ count: Int, in scope: inout Scope, version: String?) {
    for _ in 0..<count {
      scope.texts.append(
        documentation() + functionGates(version) + "\(freshName()):\(gap())\(signature(scope))\(gap());\n")
    }
  }

  // MARK: Gates

  /// A gate that never drops what follows; mostly none, and none in a package without a version.
  mutating func gate(_ version: String?) -> String {
    guard version != nil, random.chance(20) else { return "" }
    return "@since(version = 1.0.0)\n" + (random.chance(30) ? "@deprecated(version = 1.0.0)\n" : "")
  }

  mutating func unstableGate() -> String {
    "@unstable(feature = \(random.chance(50) ? "alpha" : "beta"))\n"
  }

  /// What may stand before a function, on which nothing depends.
  mutating func functionGates(_ version: String?) -> String {
    var text = random.chance(10) ? unstableGate() : gate(version)
    if random.chance(5) { text += "@external-id(\"\(random.pick(["a", "x y", "\\u{e9}", "\\\""]) ?? "")\")\n" }
    return text
  }
}
