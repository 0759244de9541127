namespace Lake.Project.Contexts.Relations;

/// <summary>A yes or no for each part of a relation's name.</summary>
internal sealed record RelationParts(bool Database, bool Schema, bool Identifier)
{
    public static readonly RelationParts All = new(true, true, true);
}
