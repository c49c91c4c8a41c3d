import ComponentTypes
import Diagnostics

/// A package as its files hold it, before any name is resolved.
struct GatheredPackage {
  /// What the package holds in one file or nested block.
  struct Part {
    let source: SourceText
    let items: PackageItems
  }

  let name: PackageName
  /// Where its name is declared first.
  let place: Place
  var documentation: String?
  /// Whether it came in binary form.
  var isDecoded = false
  var parts: [Part]
  /// The package of the same name that was met before, in another group; both must have the same contents.
  var duplicateOf: Int?
}

/// A span in one of several texts.
struct Place {
  let source: SourceText
  let span: SourceSpan
}

/// Parses files and sorts what they hold into packages.
///
/// Source: WIT.md, "Package Names", "Filesystem structure".
struct PackageGathering {
  private(set) var packages: [GatheredPackage] = []
  private var problems: [WITProblem] = []
  /// How many problems were met after those that are kept.
  private var furtherProblems = 0
  private var indices: [PackageName: Int] = [:]
  /// Where the packages of the group at hand begin: twice the same name within a group is always a mistake.
  private var groupStart = 0

  private let documentationLayout: DocumentationLayout

  init(documentationLayout: DocumentationLayout = .normalised) {
    self.documentationLayout = documentationLayout
  }

  func throwProblems() throws(WITError) {
    if !problems.isEmpty { throw WITError(problems, further: furtherProblems) }
  }

  private mutating func note(_ kind: WITProblem.Kind, at place: Place?, related: Place? = nil) {
    let other = related.map { WITProblem.Related(source: $0.source, span: $0.span, role: .firstDefinition) }
    note(WITProblem(kind, in: place?.source, at: place?.span, related: other))
  }

  private mutating func note(_ problem: WITProblem) {
    if problems.count < Limits.problems { problems.append(problem) } else { furtherProblems += 1 }
  }

  /// Adds the files of one directory, or one file: a package and those nested in it.
  ///
  /// - Returns: The package's index; nil where something is wrong.
  mutating func addGroup(_ sources: [WITSource], isMain: Bool) -> Int? {
    guard !sources.isEmpty else {
      if isMain { note(.noPackage, at: nil) }
      return nil
    }
    groupStart = packages.count
    var files: [(source: SourceText, file: FileSyntax)] = []
    var hasProblems = false
    for source in sources {
      let text = SourceText(name: source.name, text: source.text)
      var parser = Parser(text, documentationLayout: documentationLayout)
      let file = parser.file()
      for problem in parser.problems { note(problem) }
      furtherProblems += parser.furtherProblems
      hasProblems = hasProblems || !parser.problems.isEmpty
      files.append((text, file))
    }
    if hasProblems { return nil }
    guard var package = rootPackage(of: files) else { return nil }
    package.isDecoded = sources.contains(where: \.isDecoded)
    let index = add(package)
    for (source, file) in files {
      for nested in file.nested {
        _ = add(
          GatheredPackage(
            name: nested.declaration.name.name, place: Place(source: source, span: nested.declaration.name.span),
            documentation: nested.declaration.documentation,
            parts: [.init(source: source, items: nested.items)]))
      }
    }
    return index
  }

  /// The package that these files form together.
  private mutating func rootPackage(of files: [(source: SourceText, file: FileSyntax)]) -> GatheredPackage? {
    var package: GatheredPackage?
    for (source, file) in files {
      guard let declaration = file.declaration else { continue }
      let place = Place(source: source, span: declaration.name.span)
      guard let earlier = package else {
        package = GatheredPackage(
          name: declaration.name.name, place: place, documentation: declaration.documentation, parts: [])
        continue
      }
      if earlier.name != declaration.name.name {
        note(.packageNamesDiffer(declaration.name.name, earlier: earlier.name), at: place, related: earlier.place)
        return nil
      }
      if let documentation = declaration.documentation {
        if earlier.documentation != nil {
          note(.severalPackageDocumentations, at: place, related: earlier.place)
          return nil
        }
        package?.documentation = documentation
      }
    }
    guard var package else {
      note(.noPackageDeclaration, at: files.first.map { Place(source: $0.source, span: SourceSpan(0, 0)) })
      return nil
    }
    package.parts = files.map { .init(source: $0.source, items: $0.file.items) }
    return package
  }

  private mutating func add(_ package: GatheredPackage) -> Int {
    var package = package
    let index = packages.count
    if let earlier = indices[package.name] {
      if earlier >= groupStart {
        note(.duplicatePackage(package.name), at: package.place, related: packages[earlier].place)
      }
      package.duplicateOf = earlier
    } else {
      indices[package.name] = index
    }
    packages.append(package)
    return index
  }
}
