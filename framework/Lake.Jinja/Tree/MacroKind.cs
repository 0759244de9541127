namespace Lake.Jinja.Tree;

public enum MacroKind
{
    Macro,
    Test,
    Materialization,
    Snapshot,
    Docs,
}
