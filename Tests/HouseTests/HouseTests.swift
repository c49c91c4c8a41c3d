import Testing

/// The house keeps its shape: rooms import only rooms on floors below their own.
@Suite struct HouseTests {
  @Test func everyRoomImportsOnlyFloorsBelow() throws {
    let house = try House()
    for (room, floor) in house.floors {
      for (file, imported) in try house.imports(of: room) {
        guard let other = house.floors[imported] else { continue }
        #expect(other < floor, "\(file): \(room) on floor \(floor) imports \(imported) on floor \(other)")
      }
    }
  }

  @Test func everyDependencyIsOnAFloorBelow() throws {
    let house = try House()
    for (room, dependencies) in house.dependencies {
      for dependency in dependencies {
        guard let own = house.floors[room], let other = house.floors[dependency] else { continue }
        #expect(other < own, "\(room) depends on \(dependency)")
      }
    }
  }

  @Test func everyFolderOfSourcesIsARoomOnAFloor() throws {
    let house = try House()
    #expect(try House.entries("\(house.root)/Sources") == house.floors.keys.sorted())
  }

  /// What we say is ASCII, since a locale may have nothing else; what is drawn where it has is written as escapes.
  @Test func ourTextsAreASCII() throws {
    let house = try House()
    for room in house.floors.keys.sorted() where room != "witscope-benchmarks" {
      for path in try House.sources(under: "\(house.root)/Sources/\(room)") {
        for (index, line) in try House.text(of: path).split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        where !line.utf8.allSatisfy({ $0 < 0x80 }) {
          #expect(line.drop { $0 == " " }.hasPrefix("//"), "\(path):\(index + 1): \(line)")
        }
      }
    }
  }

  @Test func noTwoDiagnosticsShareACode() throws {
    let house = try House()
    var owners: [String: String] = [:]
    for room in house.floors.keys.sorted() {
      for path in try House.sources(under: "\(house.root)/Sources/\(room)") {
        for match in try House.text(of: path).matches(of: /static let \w+ = DiagnosticCode\((\d+)\)/) {
          let code = String(match.1)
          #expect(owners[code] == nil, "W\(code) stands in \(path) and in \(owners[code] ?? "")")
          owners[code] = path
        }
      }
    }
    #expect(owners.count > 50)
  }
}
