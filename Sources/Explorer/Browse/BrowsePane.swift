import ComponentTypes
import Session

/// The tree of packages, worlds, interfaces, types and functions, and a cursor in it.
///
/// Only open rows exist; a row's text is made when it is drawn.
struct BrowsePane: Sendable {
  /// A row that is visible, given enough room.
  struct Row: Sendable {
    var node: TreeNode
    var depth: Int
    /// The keys from the root down to it.
    var path: [String]
    var isOpen: Bool
    /// The instance that it stands under.
    var instance: String?
  }

  private(set) var catalog = Catalog()
  /// The open rows in order; never empty.
  private(set) var rows: [Row] = []
  /// The row in hand.
  private(set) var cursor = 0
  /// The topmost row shown.
  private(set) var top = 0
  /// Rows that were opened or closed by hand.
  private var openness: [[String]: Bool] = [:]
  /// Whether what the row in hand has no room for stands below the tree; not while a form needs the room.
  var showsDetails = true
  /// What was searched for last.
  private(set) var query = ""
  /// Everything that a search can find, closed or not, with its name in lower case; made when it is first needed.
  private var searchable: [(path: [String], name: String)]?

  init() { rebuild() }

  /// The row in hand.
  var current: Row { rows[min(cursor, rows.count - 1)] }

  /// Takes a new catalog in, and stays where it was as far as that is still there.
  mutating func show(_ catalog: Catalog) {
    let isFirst = self.catalog.packages.isEmpty && self.catalog.instances.isEmpty
    let place = current.path
    self.catalog = catalog
    searchable = nil
    rebuild()
    if isFirst {
      // Where a newcomer wants to begin: at the first function that can be called.
      cursor = rows.firstIndex { $0.node.function != nil } ?? 0
    } else {
      cursor = rows.firstIndex { $0.path == place } ?? min(cursor, rows.count - 1)
    }
  }

  /// Makes a world known that an instance was opened for.
  mutating func show(_ world: World, ofInstance name: String) {
    catalog.worlds[name] = world
    searchable = nil
    rebuild()
  }

  mutating func move(to row: Int) { cursor = min(max(0, row), rows.count - 1) }

  /// Keeps the row in hand among those that are shown.
  mutating func settle(height: Int) {
    let height = max(1, height)
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
    top = min(max(0, top), max(0, rows.count - height))
  }

  /// Moves what is shown without the cursor, which follows only to stay in it.
  mutating func scroll(by distance: Int, height: Int) {
    top = min(max(0, top + distance), max(0, rows.count - max(1, height)))
    cursor = min(max(cursor, top), top + max(1, height) - 1, rows.count - 1)
  }

  /// Opens or closes the row in hand.
  mutating func toggle() { setOpen(!current.isOpen) }

  mutating func setOpen(_ isOpen: Bool) {
    let row = current
    guard row.node.isExpandable, row.isOpen != isOpen else { return }
    openness[row.path] = isOpen
    rebuild()
  }

  /// Goes to the row that the one in hand stands under.
  /// - Returns: whether there is one.
  mutating func moveToParent() -> Bool {
    let parent = Array(current.path.dropLast())
    guard !parent.isEmpty, let index = rows.firstIndex(where: { $0.path == parent }) else { return false }
    cursor = index
    return true
  }

  // MARK: - Rows

  private mutating func rebuild() {
    rows = []
    for package in catalog.packages { append(.package(package), depth: 0, under: [], instance: nil) }
    for instance in catalog.instances { append(.instance(instance), depth: 0, under: [], instance: instance.name) }
    if rows.isEmpty {
      rows = [
        Row(
          node: .remark("nothing is loaded; :load PATH loads a component"), depth: 0, path: ["nothing"], isOpen: false)
      ]
    }
    cursor = min(cursor, rows.count - 1)
  }

  /// How deep a tree can be: packages, worlds, interfaces, resources, members.
  private static let maximumDepth = 8

  private mutating func append(_ node: TreeNode, depth: Int, under path: [String], instance: String?) {
    let path = path + [node.key]
    let isOpen = node.isExpandable && depth < Self.maximumDepth && (openness[path] ?? opensByItself(node))
    rows.append(Row(node: node, depth: depth, path: path, isOpen: isOpen, instance: instance))
    guard isOpen else { return }
    for child in node.children(world: { catalog.worlds[$0] }) {
      append(child, depth: depth + 1, under: path, instance: instance)
    }
  }

  /// What is open until someone closes it: so much that the screen shows what there is to call.
  private func opensByItself(_ node: TreeNode) -> Bool {
    switch node {
    case .package(let package): package.name == catalog.packages.first?.name || catalog.packages.count == 1
    case .interface(let interface):
      interface.name.package == catalog.packages.first?.name
        && catalog.packages.first.map { $0.interfaces.count <= 3 } == true
    case .world(let world):
      world.package == catalog.packages.first?.name && !world.exports.isEmpty && world.imports.isEmpty
    case .instance(let instance): instance.path != nil && catalog.worlds[instance.name] != nil
    case .item(let item, "export", _, _):
      if case .interface(let interface) = item.kind {
        catalog.packages.isEmpty && interface.functions.count <= 12
      } else {
        false
      }
    case .item, .type, .part, .function, .remark: false
    }
  }
}

extension BrowsePane {
  /// Searches for a text in every name, closed ones too, and opens the way to it.
  /// - Parameters:
  ///   - isForward: in which direction.
  ///   - staying: whether the row in hand may be the answer, as while the text is typed.
  /// - Returns: whether it was found.
  mutating func search(_ text: String, isForward: Bool = true, staying: Bool = false) -> Bool {
    query = text
    let wanted = text.lowercased()
    guard !wanted.isEmpty else { return true }
    let all = searchable ?? allNodes()
    searchable = all
    guard !all.isEmpty else { return false }
    let here = all.firstIndex { $0.path == current.path } ?? 0
    for step in (staying ? 0 : 1)...(all.count) {
      let index = ((here + (isForward ? step : -step)) % all.count + all.count) % all.count
      guard all[index].name.contains(wanted) else { continue }
      reveal(all[index].path)
      return true
    }
    return false
  }

  private mutating func reveal(_ path: [String]) {
    for count in 1..<max(1, path.count) { openness[Array(path.prefix(count))] = true }
    rebuild()
    if let index = rows.firstIndex(where: { $0.path == path }) { cursor = index }
  }

  private func allNodes() -> [(path: [String], name: String)] {
    var found: [(path: [String], name: String)] = []
    func visit(_ node: TreeNode, _ path: [String]) {
      let path = path + [node.key]
      found.append((path, node.name.lowercased()))
      // What cannot be opened shows nothing that could be found.
      guard node.isExpandable, path.count <= Self.maximumDepth else { return }
      for child in node.children(world: { catalog.worlds[$0] }) { visit(child, path) }
    }
    for package in catalog.packages { visit(.package(package), []) }
    for instance in catalog.instances { visit(.instance(instance), []) }
    return found
  }
}
