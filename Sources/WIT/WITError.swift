package import ComponentTypes
package import Diagnostics

/// What is wrong with WIT text: one or more problems, in the order in which they were found.
package struct WITError: Error, Hashable, Sendable {
  /// Never empty.
  package let problems: [WITProblem]
  /// How many problems were met after these; reading does not go on for ever to find them all.
  package let furtherProblems: Int

  init(_ problems: [WITProblem], further furtherProblems: Int = 0) {
    precondition(!problems.isEmpty, "an error without a problem")
    self.problems = problems
    self.furtherProblems = furtherProblems
  }
}

/// One problem as facts; `WITError+Diagnostics.swift` has the words.
package struct WITProblem: Error, Hashable, Sendable {
  package let kind: Kind
  /// The text that holds the problem, where there is one.
  package let source: SourceText?
  /// Where it is in `source`.
  package let span: SourceSpan?
  /// The earlier definition or opening delimiter that matters here.
  package let related: Related?

  init(_ kind: Kind, in source: SourceText?, at span: SourceSpan?, related: Related? = nil) {
    self.kind = kind
    self.source = source
    self.span = span
    self.related = related
  }

  /// Another place that explains the problem.
  package struct Related: Hashable, Sendable {
    package let source: SourceText
    package let span: SourceSpan
    /// What is there.
    package let role: Role

    /// The ways another place can matter.
    package enum Role: Hashable, Sendable {
      case firstDefinition, opening, definition
    }
  }

  /// What kinds of thing a name can stand for.
  package enum Sort: String, Hashable, Sendable {
    case interface, world, function, type, resource, import_ = "import", export, parameter, field
    case enumCase = "case", flag, method, constructor, package
    case interfaceOrWorld = "interface or world"
  }

  /// The kinds of problem.
  package enum Kind: Hashable, Sendable {
    // What cannot be read.
    case invalidUTF8(offset: Int)
    case forbiddenCharacter(Unicode.Scalar)
    case unexpectedCharacter(Unicode.Scalar)
    case unterminatedComment
    case unterminatedString
    case invalidEscape
    case invalidIdentifier(String)
    case expected(String, found: String)
    case packagePathWithoutInterface
    case typeNestingTooDeep
    case nestedPackageNotAtTopLevel
    case invalidVersion(String)
    case unknownAttribute(String)
    case repeatedAttribute(String)
    case sinceWithUnstable
    case deprecatedAlone
    case misplacedAttribute(String)
    /// `@external-id` on what has no name in a binary, in words.
    case misplacedExternalID(String)
    case empty(String)
    case invalidListLength
    case invalidMapKey
    // What is read and wrong.
    case noPackage
    case noPackageDeclaration
    case packageNamesDiffer(PackageName, earlier: PackageName)
    case severalPackageDocumentations
    case duplicatePackage(PackageName)
    case duplicateName(Sort, String, earlier: String)
    case unknownName(Sort, String, in: String?, candidates: [String])
    case unknownPackage(PackageName, candidates: [PackageName])
    case wrongSort(String, is: Sort, wanted: Sort)
    case cycle(Sort, String)
    case featureOff(Sort, String, feature: String?)
    case gateVersion(SemanticVersion, package: PackageName)
    case gateInUnversionedPackage(PackageName)
    case ungatedInGated(Sort, String, feature: String?)
    case notAResource(String)
    case returnedBorrow(String)
    case constructorResultNotResult
    case constructorResultNotResource(String)
    case includeNameUnknown(String, isInterface: Bool)
    case includeConflict(Sort, String)
    case transitiveExport(String)
    case typeTooLarge
    case typeTooDeep
    case typesTooLarge
    case tooManyWorldItems
    case gatesDiffer(String)
  }
}
