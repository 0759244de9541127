using Lake.Text;

namespace Lake.Project.Rules;

/// <summary>What can be wrong with a project.</summary>
public static class ProjectRules
{
    public static readonly DiagnosticRule MissingProjectFile = new(
        "missing-project-file", Severity.Error, "No lake_project.yml or dbt_project.yml in the folder or above it. Run in a project, or give --project-dir.");

    public static readonly DiagnosticRule EmptyProjectFile = new(
        "empty-project-file", Severity.Error, "The project file holds no settings. It must at least have a name.");

    public static readonly DiagnosticRule InvalidProjectName = new(
        "invalid-project-name", Severity.Error, "A project's name is letters, digits and underscores, does not begin with a digit and is not a reserved one.");

    public static readonly DiagnosticRule RenamedKey = new(
        "renamed-key", Severity.Error, "A key has the name of an older version. Use the new name.");

    public static readonly DiagnosticRule UnsupportedVersion = new(
        "unsupported-version", Severity.Error, "The file is written for another version than this one.");

    public static readonly DiagnosticRule PathOutsideProject = new(
        "path-outside-project", Severity.Error, "A folder of the project lies outside of it.");

    public static readonly DiagnosticRule MissingFolder = new(
        "missing-folder", Severity.Warning, "The project file names a folder that does not exist, so nothing is read from it.");

    public static readonly DiagnosticRule CatalogsNotRead = new(
        "catalogs-not-read", Severity.Warning, "dbt's catalogs.yml is there and means nothing here: the lakehouse has one catalog, which the project file or the target names.");

    public static readonly DiagnosticRule UnreadableFile = new(
        "unreadable-file", Severity.Error, "A file cannot be read from disk.");

    public static readonly DiagnosticRule NotUtf8 = new(
        "not-utf8", Severity.Error, "A text file has another encoding than UTF-8.");

    public static readonly DiagnosticRule MissingProfilesFile = new(
        "missing-profiles-file", Severity.Error, "The project names a profile and there is no profiles.yml in any of the places where it is looked for.");

    public static readonly DiagnosticRule UnknownProfile = new(
        "unknown-profile", Severity.Error, "profiles.yml has no profile of that name.");

    public static readonly DiagnosticRule UnknownTarget = new(
        "unknown-target", Severity.Error, "The profile has no output of that name.");

    public static readonly DiagnosticRule InvalidProfile = new(
        "invalid-profile", Severity.Error, "A profile or one of its outputs lacks something or contradicts itself.");

    public static readonly DiagnosticRule UnknownAdapter = new(
        "unknown-adapter", Severity.Error, "A profile's output has a type for which there is no engine.");

    public static readonly DiagnosticRule UnknownEngine = new(
        "unknown-engine", Severity.Error, "'engine' of a node asks for an engine that the target does not name under 'engines'.");

    public static readonly DiagnosticRule ForeignView = new(
        "foreign-view", Severity.Error, "A node reads a view that another engine makes; engines do not read each other's views, so make it a table, or ephemeral.");

    public static readonly DiagnosticRule UnknownIncrementalStrategy = new(
        "unknown-incremental-strategy", Severity.Warning, "A model has an incremental strategy that no macro implements; it fails when it is run on a table that exists.");

    public static readonly DiagnosticRule InvalidMetric = new(
        "invalid-metric", Severity.Error, "A metric or semantic model lacks something that it needs, or says it in a way that is not understood.");

    public static readonly DiagnosticRule UnknownMetric = new(
        "unknown-metric", Severity.Error, "A metric, saved query or exposure reads a metric that does not exist.");

    public static readonly DiagnosticRule UnknownMeasure = new(
        "unknown-measure", Severity.Error, "A metric is of a measure that no semantic model has.");

    public static readonly DiagnosticRule InvalidVars = new(
        "invalid-vars", Severity.Error, "What --vars gives is not a YAML mapping.");

    public static readonly DiagnosticRule DuplicateVars = new(
        "duplicate-vars", Severity.Error, "Variables are given both in vars.yml and in the project file.");

    public static readonly DiagnosticRule DuplicatePackage = new(
        "duplicate-package", Severity.Error, "Two installed packages, or a package and the project, have one name.");

    public static readonly DiagnosticRule MissingPackages = new(
        "missing-packages", Severity.Error, "Packages are listed but not installed.");

    public static readonly DiagnosticRule DuplicateName = new(
        "duplicate-name", Severity.Error, "Two things that are referred to by name have the same one. Rename one of them.");

    public static readonly DiagnosticRule DuplicateRelation = new(
        "duplicate-relation", Severity.Error, "Two nodes would write the same table or view. Give one of them another alias or schema.");

    public static readonly DiagnosticRule DuplicateProperties = new(
        "duplicate-properties", Severity.Error, "The same thing is described twice in property files. Merge the two descriptions.");

    public static readonly DiagnosticRule DamagedCache = new(
        "damaged-parse-cache", Severity.Error, "The parse cache in the target folder was changed while it was in use. Delete it: it is written anew.");

    public static readonly DiagnosticRule DuplicateTest = new(
        "duplicate-test", Severity.Error, "Two tests of one node have the same name. Name one of them with 'name:'.");

    public static readonly DiagnosticRule UnknownPropertyTarget = new(
        "unknown-property-target", Severity.Warning, "A property file describes something that does not exist.");

    public static readonly DiagnosticRule WrongPropertySection = new(
        "wrong-property-section", Severity.Warning, "A property file describes something under the heading of another kind.");

    public static readonly DiagnosticRule UnknownRef = new(
        "unknown-ref", Severity.Error, "ref() names a model, seed or snapshot that does not exist.");

    public static readonly DiagnosticRule DisabledRef = new(
        "disabled-ref", Severity.Error, "ref() names something that is switched off with enabled: false.");

    public static readonly DiagnosticRule PrivateRef = new(
        "private-ref", Severity.Error, "ref() names a private model of another group, or one that is not public of a package with `restrict-access`.");

    public static readonly DiagnosticRule UnknownSource = new(
        "unknown-source", Severity.Error, "source() names a source or table that no property file declares.");

    public static readonly DiagnosticRule DisabledSource = new(
        "disabled-source", Severity.Error, "source() names a table that is switched off with enabled: false.");

    public static readonly DiagnosticRule DependencyCycle = new(
        "dependency-cycle", Severity.Error, "Nodes depend on each other in a circle, so no order can build them.");

    public static readonly DiagnosticRule UnknownMaterialization = new(
        "unknown-materialization", Severity.Error, "'materialized' names a materialization that no package defines.");

    public static readonly DiagnosticRule InvalidConfigValue = new(
        "invalid-config-value", Severity.Error, "A configuration has a value that its key does not take.");

    public static readonly DiagnosticRule MissingConfig = new(
        "missing-config", Severity.Error, "A configuration that the materialization needs is missing.");

    public static readonly DiagnosticRule InvalidConstraint = new(
        "invalid-constraint", Severity.Error, "Constraints of an enforced contract contradict each other, or a foreign key leads nowhere.");

    public static readonly DiagnosticRule UnknownConfig = new(
        "unknown-config", Severity.Warning, "A configuration key looks like a misspelling of a known one.");

    public static readonly DiagnosticRule UnusedConfigPath = new(
        "unused-config-path", Severity.Warning, "A path of the project file's configuration trees matches nothing.");

    public static readonly DiagnosticRule InvalidResourceName = new(
        "invalid-resource-name", Severity.Error, "A name holds spaces or other characters that names cannot have.");

    public static readonly DiagnosticRule EmptyModel = new(
        "empty-model", Severity.Warning, "A file has no SQL, or no snapshot block, so there is nothing to build.");

    public static readonly DiagnosticRule TrailingSemicolon = new(
        "trailing-semicolon", Severity.Warning, "A model ends in a semicolon, which breaks the statement it is put into.");

    public static readonly DiagnosticRule MisplacedBlock = new(
        "misplaced-block", Severity.Error, "A block stands in a file of a kind where it is not read.");

    public static readonly DiagnosticRule UnsupportedLanguage = new(
        "unsupported-language", Severity.Warning, "A model in another language than SQL, which is not run.");

    public static readonly DiagnosticRule InvalidSeed = new(
        "invalid-seed", Severity.Error, "A seed's CSV is empty, ragged or has a bad header.");

    public static readonly DiagnosticRule UnknownMacro = new(
        "unknown-macro", Severity.Error, "A template calls a macro that no package defines.");

    public static readonly DiagnosticRule UndefinedName = new(
        "undefined-name", Severity.Warning, "A template prints a name that nothing defines, or loops over it; that gives nothing.");

    public static readonly DiagnosticRule UnknownTest = new(
        "unknown-test", Severity.Error, "A generic test is applied that no package defines.");

    public static readonly DiagnosticRule InvalidTest = new(
        "invalid-test", Severity.Error, "The entry of a generic test does not have the shape of one.");

    public static readonly DiagnosticRule TestArguments = new(
        "test-arguments", Severity.Error, "A generic test is given arguments that it does not take.");

    public static readonly DiagnosticRule MissingTestArgument = new(
        "missing-test-argument", Severity.Warning, "A generic test is not given an argument that has no default. Inside the test it is undefined, as in dbt.");

    public static readonly DiagnosticRule InvalidUnitTest = new(
        "invalid-unit-test", Severity.Error, "A unit test does not have the shape of one: its rows, its versions, or what it says of an incremental model.");

    public static readonly DiagnosticRule UnknownDoc = new(
        "unknown-doc", Severity.Error, "doc() names a docs block that does not exist.");

    public static readonly DiagnosticRule UnknownGroup = new(
        "unknown-group", Severity.Error, "A node belongs to a group that no property file declares.");

    public static readonly DiagnosticRule UnknownVersion = new(
        "unknown-version", Severity.Error, "A version of a model is asked for or declared wrongly.");

    public static readonly DiagnosticRule SelectorSyntax = new(
        "selector-syntax", Severity.Error, "A selection is not written as selections are.");

    public static readonly DiagnosticRule UnknownSelectorMethod = new(
        "unknown-selector-method", Severity.Error, "A selection uses a method that does not exist.");

    public static readonly DiagnosticRule NothingSelected = new(
        "nothing-selected", Severity.Warning, "A part of a selection matches no node.");

    public static readonly DiagnosticRule UnknownSelector = new(
        "unknown-selector", Severity.Error, "--selector names a selector that selectors.yml does not define.");

    public static readonly DiagnosticRule InvalidWarningOptions = new(
        "invalid-warning-options", Severity.Error, "`--warn-error-options`, or `warn_error_options` under `flags:`, takes the lists error, warn and silence with names of warnings.");
}
