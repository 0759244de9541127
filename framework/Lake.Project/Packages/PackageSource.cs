namespace Lake.Project.Packages;

/// <summary>Where a package comes from; the names are those of <c>lake deps --source</c>.</summary>
public enum PackageSource
{
    Hub,
    Git,
    Local,
    Tarball,
}
